namespace KGPlanGraph.Schema;

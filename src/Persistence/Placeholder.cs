namespace KGPlanGraph.Persistence;

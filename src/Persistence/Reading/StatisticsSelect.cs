using KGPlanGraph.Persistence.Reading.Tables;

namespace KGPlanGraph.Persistence.Reading;

/// <summary>A level whose rows are groups of tasks; its binding's condition is on the tasks.</summary>
public sealed class StatisticsSelect(int index, ParentLink? parent) : Select(index, StatisticsTable.Table, parent);

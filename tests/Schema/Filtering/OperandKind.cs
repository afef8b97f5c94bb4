namespace KGPlanGraph.Tests.Schema.Filtering;

/// <summary>Which operation input a field takes in filters.</summary>
internal enum OperandKind
{
    Id,
    String,
    Int,
    Long,
    Float,
    Boolean,
    LocalDate,
    DateTime,
    Enum,
}

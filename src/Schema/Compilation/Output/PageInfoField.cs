namespace KGPlanGraph.Schema.Compilation.Output;

/// <summary>The fields of PageInfo.</summary>
internal enum PageInfoField
{
    HasNextPage,
    HasPreviousPage,
    StartCursor,
    EndCursor,
    TypeName,
}

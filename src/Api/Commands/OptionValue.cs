namespace KGPlanGraph.Api.Commands;

/// <summary>How many values an option takes.</summary>
internal enum OptionValue
{
    None,
    One,

    /// <summary>One or more, and the option may stand repeatedly.</summary>
    Many,
}

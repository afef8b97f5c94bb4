namespace KGPlanGraph.Schema.Mutations;

/// <summary>How long a text of an input may be, in characters.</summary>
internal enum TextLength
{
    /// <summary>One line: titles, names, codes, phases.</summary>
    Short = 500,

    /// <summary>Running text, which may have several lines.</summary>
    Long = 20_000,
}

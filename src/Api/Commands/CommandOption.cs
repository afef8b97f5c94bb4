namespace KGPlanGraph.Api.Commands;

/// <param name="Name">With its dashes.</param>
/// <param name="Takes">What stands behind it.</param>
internal sealed record CommandOption(string Name, OptionValue Takes);

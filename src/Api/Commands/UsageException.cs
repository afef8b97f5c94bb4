namespace KGPlanGraph.Api.Commands;

/// <summary>The command line is not understood: usage on standard error, exit 2.</summary>
internal sealed class UsageException(string message) : Exception(message);

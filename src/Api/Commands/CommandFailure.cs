namespace KGPlanGraph.Api.Commands;

/// <summary>A command refuses, or cannot go on, for a reason that whoever typed it can act on: the message on standard error, exit 1.</summary>
internal sealed class CommandFailure(string message, Exception? cause = null) : Exception(message, cause);

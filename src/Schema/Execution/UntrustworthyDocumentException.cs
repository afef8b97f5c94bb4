namespace KGPlanGraph.Schema.Execution;

/// <summary>A document that was to be trusted cannot be executed. The message, one line, names it and the reason.</summary>
public sealed class UntrustworthyDocumentException(string message) : Exception(message);

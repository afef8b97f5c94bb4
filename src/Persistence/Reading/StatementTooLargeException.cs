namespace KGPlanGraph.Persistence.Reading;

/// <summary>What is asked for needs a statement that a database would refuse. The message says which part is too large.</summary>
public sealed class StatementTooLargeException(string message) : Exception(message);

namespace KGPlanGraph.Persistence;

/// <summary>
/// The database was lost while a change was committed, or before its answer could be read: it may have been made. Who sent it with an idempotency key learns
/// which by sending it again. The message is for whoever runs the service.
/// </summary>
public sealed class OutcomeUnknownException(Exception innerException)
    : Exception("The database was lost while a change was committed: whether it was made is unknown.", innerException);

namespace KGPlanGraph.Persistence;

/// <summary>
/// The database cannot be used. The message is one line for whoever runs the service: what is wrong and what to do; it holds no secret.
/// It is not for clients.
/// </summary>
public sealed class DatabaseUnavailableException(string message, Exception? innerException = null) : Exception(message, innerException);

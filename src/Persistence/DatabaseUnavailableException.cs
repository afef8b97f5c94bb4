namespace KGPlanGraph.Persistence;

/// <summary>
/// The database cannot be used. The message is one line for whoever runs the service: what is wrong and what to do; it holds no secret.
/// It is not for clients.
/// </summary>
public sealed class DatabaseUnavailableException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>Whether it may pass by itself: the database is being started, say. False where settings or the database itself must be mended first.</summary>
    public bool MayPass => InnerException switch
    {
        Npgsql.PostgresException { SqlState: ['2', '8', ..] or ['3', 'D', ..] or Npgsql.PostgresErrorCodes.ProtocolViolation } => false,
        Npgsql.NpgsqlException fault => DatabaseFaults.IsUnavailable(fault),
        System.Net.Sockets.SocketException or TimeoutException => true,
        _ => false,
    };
}

using System.Net.Sockets;
using Npgsql;

namespace KGPlanGraph.Persistence.Engines;

/// <summary>PostgreSQL's faults in one line that says what to do.</summary>
internal static class PostgresErrors
{
    public static string Explain(Exception fault, NpgsqlConnectionStringBuilder settings)
    {
        var server = $"PostgreSQL at {PostgresConnectionStrings.Address(settings)}";
        return fault switch
        {
            PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } =>
                $"{server} refuses the user {settings.Username}: correct Username and Password in {DatabaseOptions.Setting}.",
            PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } =>
                $"{server} has no database {settings.Database ?? settings.Username}: create it (createdb -O {settings.Username} "
                + $"{settings.Database ?? settings.Username}) or correct Database in {DatabaseOptions.Setting}.",
            PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } =>
                $"{server} does not let {settings.Username} do what the service needs: make it the owner of the database {settings.Database}.",
            PostgresException { SqlState: PostgresErrorCodes.ProtocolViolation } =>
                $"{server} does not take the settings that the service sends when it connects: is it PgBouncer? docs/deployment.md says how to set it.",
            PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } =>
                $"{server} takes no writes, so it is no primary: name the primary in {DatabaseOptions.Setting}.",
            PostgresException refused => $"{server} cannot be used (SQLSTATE {refused.SqlState}): look at its log, then start again.",
            _ => $"{server} cannot be reached ({Reason(fault)}): start it, or correct Host and Port in {DatabaseOptions.Setting}.",
        };
    }

    private static string Reason(Exception fault)
    {
        for (var cause = fault; cause is not null; cause = cause.InnerException)
        {
            if (cause is SocketException socket)
            {
                return socket.SocketErrorCode.ToString();
            }

            if (cause is TimeoutException)
            {
                return "no answer in time";
            }
        }

        return "connection broken";
    }
}

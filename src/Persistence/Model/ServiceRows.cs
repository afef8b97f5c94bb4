namespace KGPlanGraph.Persistence.Model;

/// <summary>The first answer to a mutation that was sent with a key.</summary>
public sealed class IdempotencyKey
{
    public required string Caller { get; set; }
    public required string Key { get; set; }
    public required string Mutation { get; set; }
    public required string InputHash { get; set; }
    public required string Outcome { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
}

/// <summary>Up to which day the turns of deadlines have been told (see <see cref="Changes.DeadlineTurns"/>). The table has one row.</summary>
public sealed class TurnsTold
{
    public const short OnlyId = 1;

    public short Id { get; set; } = OnlyId;

    /// <summary>Null where nothing was ever told: what has turned by then is no news.</summary>
    public DateOnly? UpTo { get; set; }
}

/// <summary>A GraphQL document that clients may name by its SHA-256.</summary>
public sealed class PersistedOperation
{
    /// <summary>64 lower-case hexadecimal digits over the document's UTF-8 bytes.</summary>
    public required string Sha256 { get; set; }
    public string? Name { get; set; }
    public required string Document { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
}

/// <summary>
/// Whoever knows the key may read a calendar of deadlines as the person who made it could when it was made. The key itself is not here, only its hash.
/// </summary>
public sealed class CalendarKey
{
    /// <summary>Names the key to those who manage it; it opens nothing.</summary>
    public required string Id { get; set; }

    /// <summary>SHA-256 of the key: 64 lower-case hexadecimal digits.</summary>
    public required string Hash { get; set; }

    public required string Subject { get; set; }

    public string? CallerName { get; set; }

    /// <summary>The caller's roles, as bits.</summary>
    public short Roles { get; set; }

    /// <summary>The agency that the caller acted for.</summary>
    public string? CallerAgency { get; set; }

    /// <summary>The plan whose deadlines are read; null where they are an agency's.</summary>
    public string? PlanCode { get; set; }

    /// <summary>The agency whose deadlines are read; null where they are a plan's.</summary>
    public string? AgencyCode { get; set; }

    /// <summary>What its maker calls it.</summary>
    public string? Name { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }
}

/// <summary>
/// Somebody who has signed in on the pages. Who they are and their tokens are encrypted with a key that only the browser's cookie holds: the table alone
/// signs nobody in, and its tokens cannot be read.
/// </summary>
public sealed class SignInSession
{
    /// <summary>SHA-256 of the key: 64 lower-case hexadecimal digits.</summary>
    public required string Hash { get; set; }

    public required string Subject { get; set; }

    /// <summary>Who it is, encrypted.</summary>
    public required byte[] Ticket { get; set; }

    /// <summary>The provider's tokens, encrypted.</summary>
    public required byte[] Tokens { get; set; }

    /// <summary>Raised with each new set of tokens.</summary>
    public int TokensVersion { get; set; }

    /// <summary>Until when a server may be asking the provider for new tokens, which gives them once.</summary>
    public DateTimeOffset? RefreshingUntil { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }
}

/// <summary>A key of ASP.NET Core's Data Protection, which all servers of the database share.</summary>
public sealed class DataProtectionKey
{
    /// <summary>1 for the first key, and so on: of two servers that make one at once, one is too late.</summary>
    public int Number { get; set; }

    public required string Xml { get; set; }
}

namespace KGPlanGraph.Persistence.Reading;

/// <summary>A row under its alias in one FROM clause, with the joins that its to-one relations have needed so far.</summary>
internal sealed class Scope
{
    // SQLite joins at most 64 tables; the same holds on both engines, so that a request does not depend on the engine.
    private const int MaxJoins = 60;

    private readonly AliasSource aliases;
    private readonly Scope root;
    private readonly List<(ToOne Relation, Scope Joined)> joined = [];
    private List<(Scope From, ToOne Relation, Scope Joined)>? joins;
    private List<(Table Rows, int Day, string Alias)>? past;
    private List<(Scope From, Table Rows, int Day, string Alias)>? pasts;

    private Scope(AliasSource aliases, Scope? root)
    {
        this.aliases = aliases;
        this.root = root ?? this;
        Alias = aliases.Next();
    }

    public string Alias { get; }

    /// <summary>The alias of the table of links that the row came through; null without one.</summary>
    public string? LinkAlias { get; set; }

    public static Scope Open(AliasSource aliases) => new(aliases, null);

    /// <summary>The row behind a to-one relation, joined once.</summary>
    /// <exception cref="StatementTooLargeException">There are more joins than an engine takes.</exception>
    public Scope Join(ToOne relation)
    {
        foreach (var (known, scope) in joined)
        {
            if (known == relation)
            {
                return scope;
            }
        }

        root.CheckJoins();
        var made = new Scope(aliases, root);
        joined.Add((relation, made));
        (root.joins ??= []).Add((this, relation, made));
        return made;
    }

    public Scope Join(IReadOnlyList<ToOne> path)
    {
        var scope = this;
        foreach (var relation in path)
        {
            scope = scope.Join(relation);
        }

        return scope;
    }

    /// <summary>The alias of the row of a past that holds on the day, a parameter; joined once. There is at most one, so that no row is doubled.</summary>
    public string Past(Table rows, int day)
    {
        foreach (var (known, knownDay, alias) in past ?? [])
        {
            if (known == rows && knownDay == day)
            {
                return alias;
            }
        }

        root.CheckJoins();
        var made = aliases.Next();
        (past ??= []).Add((rows, day, made));
        (root.pasts ??= []).Add((this, rows, day, made));
        return made;
    }

    public Scope Of(JoinNode node) => node.Parent is null ? this : Of(node.Parent).Join(node.Relation!);

    // Produces: LEFT JOIN agencies t1 ON t1.id = t0.lead_agency_id
    public void WriteJoins(SqlText sql)
    {
        foreach (var (from, relation, to) in root.joins ?? [])
        {
            sql.Append(" LEFT JOIN ").Append(relation.Target.Name).Append(" ").Append(to.Alias).Append(" ON ").Append(to.Alias).Append(".")
                .Append(relation.Key.Name).Append(" = ").Append(from.Alias).Append(".").Append(relation.ForeignKey.Name);
        }

        // Produces: LEFT JOIN task_states t2 ON t2.task_id = t0.id AND t2.from_day <= $1 AND t2.until_day > $1
        foreach (var (from, rows, day, alias) in root.pasts ?? [])
        {
            sql.Append(" LEFT JOIN ").Append(rows.Name).Append(" ").Append(alias).Append(" ON ").Append(alias).Append(".").Append(rows.Columns[0].Name)
                .Append(" = ").Append(from.Alias).Append(".id AND ").Append(alias).Append(".from_day <= $").Append(day).Append(" AND ").Append(alias)
                .Append(".until_day > $").Append(day);
        }
    }

    private void CheckJoins()
    {
        if ((joins?.Count ?? 0) + (pasts?.Count ?? 0) >= MaxJoins)
        {
            throw new StatementTooLargeException($"more than {MaxJoins} relations and past days of one list's rows");
        }
    }
}

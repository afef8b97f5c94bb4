using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Persistence.Reading.Tables;

namespace KGPlanGraph.Persistence.Reading;

/// <summary>Writes conditions and operands: the one switch over each.</summary>
internal sealed class ConditionWriter(SqlDialect dialect, AliasSource aliases, ParameterList parameters, IReadOnlyList<DateOnly> days)
{
    private const int LongestChain = 100;

    private readonly Dictionary<(int Day, int Plus), int> dayParameters = [];
    private TimelinessWriter? timeliness;

    /// <summary>Writes timeliness.</summary>
    public TimelinessWriter Timeliness => timeliness ??= new(this, aliases);

    public void Write(SqlText sql, Scope scope, Condition condition)
    {
        switch (condition)
        {
            case AllOf all:
                WriteList(sql, scope, all.Parts, " AND ", "TRUE");
                break;
            case AnyOf any:
                WriteList(sql, scope, any.Parts, " OR ", "FALSE");
                break;
            case Negation negation:
                sql.Append("(");
                Write(sql, scope, negation.Inner);
                sql.Append(") IS NOT TRUE");
                break;
            case Comparison { Operand: TaskTimelinessOperand { Day: var day }, Kind: ComparisonKind.Equal, Value: { } value } when Timeliness.TryWriteIs(sql, scope, day, [value]):
            case Membership { Operand: TaskTimelinessOperand { Day: var among }, OrNull: false, Values: var values } when Timeliness.TryWriteIs(sql, scope, among, values):
                break;
            case Comparison comparison:
                WriteComparison(sql, scope, comparison);
                break;
            case Membership membership:
                WriteMembership(sql, scope, membership);
                break;
            case TextMatch match:
                using (var operand = Operand(scope, match.Operand))
                {
                    dialect.WriteTextMatch(sql, match.Kind, operand.Span, parameters.Add(ColumnType.Text, match.Value));
                }

                break;
            case ContainsWords words:
                WriteWords(sql, scope, words);
                break;
            case Through { Inner: Comparison { Operand: ColumnOperand { Column.Nullable: false }, Value: null } missing } through:
                WriteComparison(sql, scope, missing with { Operand = new ColumnOperand(through.Relation.ForeignKey) });
                break;
            case Through through:
                Write(sql, scope.Join(through.Relation), through.Inner);
                break;
            case ThroughKey key:
                WriteThroughKey(sql, scope, key);
                break;
            case IsKeyOf key:
                WriteIsKeyOf(sql, scope, key);
                break;
            case IsAgency agency:
                sql.Append(scope.Alias).Append(".").Append(agency.ForeignKey.Name).Append(" = (SELECT id FROM ").Append(AgencyTable.Table.Name).Append(" WHERE code = $")
                    .Append(parameters.Add(ColumnType.Text, agency.AgencyCode)).Append(")");
                break;
            case AgencyExists agency:
                sql.Append("EXISTS (SELECT 1 FROM ").Append(AgencyTable.Table.Name).Append(" WHERE code = $").Append(parameters.Add(ColumnType.Text, agency.AgencyCode)).Append(")");
                break;
            case Quantified quantified:
                WriteQuantified(sql, scope, quantified);
                break;
            case QuantifiedElements elements:
                WriteElements(sql, scope, elements);
                break;
            default:
                throw new InvalidOperationException($"No SQL is known for {condition.GetType().Name}.");
        }
    }

    public void WriteOperand(SqlText sql, Scope scope, Operand operand, bool fromLink = false)
    {
        switch (operand)
        {
            case ColumnOperand { Column.Past: { } past } column when IsPast(column.Day):
                WritePast(sql, scope, column.Column, past, column.Day);
                break;
            case ColumnOperand column:
                sql.Append(fromLink ? scope.LinkAlias! : scope.Alias).Append(".").Append(column.Column.Name);
                break;
            case KeyOfKindOperand key:
                sql.Append("CASE WHEN ").Append(scope.Alias).Append(".").Append(key.Kind.Name).Append(" = ").Append(key.Value).Append(" THEN ")
                    .Append(scope.Alias).Append(".").Append(key.Key.Name).Append(" END");
                break;
            case TaskTimelinessOperand ofTask:
                Timeliness.WriteOfTask(sql, scope, ofTask.Day);
                break;
            case DeadlineTimelinessOperand ofDeadline:
                Timeliness.WriteOfDeadline(sql, scope, ofDeadline.Day);
                break;
            case ElementOperand:
                sql.Append(scope.Alias).Append(".value");
                break;
            case TruthOperand truth:
                Write(sql.Append("("), scope, truth.Condition);
                sql.Append(") IS TRUE");
                break;
            case ChangeKindOperand kind:
                sql.Append("CASE WHEN ");
                Write(sql, scope, kind.SeesAll);
                sql.Append(" THEN ").Append(scope.Alias).Append(".kind ELSE ").Append(scope.Alias).Append(".public_kind END");
                break;
            default:
                throw new InvalidOperationException($"No SQL is known for {operand.GetType().Name}.");
        }
    }

    /// <summary>Whether a day lies before today: then columns with a past are read from it. Today and later days show the present.</summary>
    public bool IsPast(int day) => days[day] < days[0];

    // Produces: coalesce(t2.status, CAST(0 AS smallint)) · CASE WHEN t0.met_on <= $1 THEN t0.met_on END
    private void WritePast(SqlText sql, Scope scope, Column column, Past past, int day)
    {
        if (past is PastRows rows)
        {
            sql.Append("coalesce(").Append(scope.Past(rows.Rows, Day(day))).Append(".").Append(rows.Value.Name).Append(", ")
                .Append(rows.Before.Replace("{0}", scope.Alias, StringComparison.Ordinal)).Append(")");
            return;
        }

        sql.Append("CASE WHEN ").Append(scope.Alias).Append(".").Append(column.Name).Append(" <= $").Append(Day(day)).Append(" THEN ")
            .Append(scope.Alias).Append(".").Append(column.Name).Append(" END");
    }

    /// <summary>The day itself, or so many days after it, as a parameter; the same number for the same day.</summary>
    public int Day(int day, int plus = 0)
    {
        if (!dayParameters.TryGetValue((day, plus), out var parameter))
        {
            var number = Math.Min(days[day].DayNumber + plus, DateOnly.MaxValue.DayNumber);
            dayParameters[(day, plus)] = parameter = parameters.Add(ColumnType.Date, DateOnly.FromDayNumber(number));
        }

        return parameter;
    }

    private SqlText Operand(Scope scope, Operand operand)
    {
        var text = SqlText.Rent();
        WriteOperand(text, scope, operand);
        return text;
    }

    private void WriteList(SqlText sql, Scope scope, IReadOnlyList<Condition> parts, string separator, string none)
    {
        if (parts.Count == 0)
        {
            sql.Append(none);
            return;
        }

        if (parts.Count == 1)
        {
            Write(sql, scope, parts[0]);
            return;
        }

        WriteParts(sql, scope, parts, 0, parts.Count, separator);
    }

    // A long list in halves: a chain is as deep as it is long, and SQLite refuses expressions deeper than 1,000.
    private void WriteParts(SqlText sql, Scope scope, IReadOnlyList<Condition> parts, int from, int to, string separator)
    {
        sql.Append("(");
        if (to - from > LongestChain)
        {
            var middle = from + ((to - from) / 2);
            WriteParts(sql, scope, parts, from, middle, separator);
            WriteParts(sql.Append(separator), scope, parts, middle, to, separator);
        }
        else
        {
            for (var part = from; part < to; part++)
            {
                Write(part > from ? sql.Append(separator) : sql, scope, parts[part]);
            }
        }

        sql.Append(")");
    }

    private void WriteComparison(SqlText sql, Scope scope, Comparison comparison)
    {
        WriteOperand(sql, scope, comparison.Operand);
        if (comparison.Value is null)
        {
            sql.Append(comparison.Kind == ComparisonKind.Equal ? " IS NULL" : " IS NOT NULL");
            return;
        }

        sql.Append(comparison.Kind switch
        {
            ComparisonKind.Equal => " = ",
            ComparisonKind.NotEqual => dialect.IsDistinctFrom,
            ComparisonKind.Greater => " > ",
            ComparisonKind.GreaterOrEqual => " >= ",
            ComparisonKind.Less => " < ",
            _ => " <= ",
        });
        sql.Append("$").Append(parameters.Add(comparison.Operand.Type, comparison.Value));
    }

    private void WriteMembership(SqlText sql, Scope scope, Membership membership)
    {
        using var operand = Operand(scope, membership.Operand);
        sql.Append("(");
        dialect.WriteMembership(sql, operand.Span, parameters.Add(membership.Operand.Type, membership.Values, isArray: true));
        if (membership.OrNull)
        {
            sql.Append(" OR ").Append(operand).Append(" IS NULL");
        }

        sql.Append(")");
    }

    private void WriteWords(SqlText sql, Scope scope, ContainsWords words)
    {
        using var operand = Operand(scope, new ColumnOperand(words.Folded));
        for (var word = 0; word < words.Words.Count; word++)
        {
            if (word > 0)
            {
                sql.Append(" AND ");
            }

            dialect.WriteContainsWord(sql, operand.Span, parameters.Add(ColumnType.Text, dialect.SearchPattern(words.Words[word])));
        }
    }

    // Produces: t0.lead_agency_id = (SELECT id FROM agencies WHERE code = $1)
    private void WriteThroughKey(SqlText sql, Scope scope, ThroughKey key)
    {
        sql.Append(scope.Alias).Append(".").Append(key.Relation.ForeignKey.Name).Append(key.Values.Count == 1 ? " = (SELECT " : " IN (SELECT ")
            .Append(key.Relation.Key.Name).Append(" FROM ").Append(key.Relation.Target.Name).Append(" WHERE ");
        if (key.Values.Count == 1)
        {
            sql.Append(key.Unique.Name).Append(" = $").Append(parameters.Add(key.Unique.Type, key.Values[0]));
        }
        else
        {
            dialect.WriteMembership(sql, key.Unique.Name, parameters.Add(key.Unique.Type, key.Values, isArray: true));
        }

        sql.Append(")");
    }

    // Produces: t0.id IN (SELECT t1.id FROM tasks t1 WHERE t1.label = $1 AND t1.plan_id = (SELECT id FROM plans WHERE code = $2))
    private void WriteIsKeyOf(SqlText sql, Scope scope, IsKeyOf key)
    {
        var other = Scope.Open(aliases);
        using var where = SqlText.Rent();
        Write(where, other, key.Where);
        sql.Append(scope.Alias).Append(".").Append(key.Key.Name).Append(" IN (SELECT ").Append(other.Alias).Append(".").Append(key.Target.Key!.Name)
            .Append(" FROM ").Append(key.Target.Name).Append(" ").Append(other.Alias);
        other.WriteJoins(sql);
        sql.Append(" WHERE ").Append(where).Append(")");
    }

    // Produces: EXISTS (SELECT 1 FROM task_assignments t1 JOIN agencies t2 ON t2.id = t1.agency_id WHERE t1.task_id = t0.id AND t1.role = 1 AND …)
    private void WriteQuantified(SqlText sql, Scope scope, Quantified quantified)
    {
        var related = Scope.Open(aliases);
        using var where = SqlText.Rent();
        using var from = SqlText.Rent();
        // Whether there is a link at all, the link says: its foreign key knows that there is a target.
        var asksOfTarget = quantified is not { Visible: AllOf { Parts.Count: 0 }, Inner: AllOf { Parts.Count: 0 }, Quantifier: not Quantifier.All };
        WriteRelation(from, where, related, quantified.Relation, scope.Alias, asksOfTarget);
        WriteExists(sql, related, from, where, quantified.Visible, quantified.Inner, quantified.Quantifier);
    }

    // Produces: EXISTS (SELECT 1 FROM json_each(t0.changed_fields) t1 WHERE TRUE AND t1.value = $1)
    private void WriteElements(SqlText sql, Scope scope, QuantifiedElements elements)
    {
        var element = Scope.Open(aliases);
        using var where = SqlText.Rent();
        using var from = SqlText.Rent();
        using var list = Operand(scope, new ColumnOperand(elements.List));
        dialect.WriteElements(from, list.Span, element.Alias);
        WriteExists(sql, element, from, where.Append("TRUE"), elements.Visible, elements.Inner, elements.Quantifier);
    }

    private void WriteExists(SqlText sql, Scope related, SqlText from, SqlText where, Condition visible, Condition inner, Quantifier quantifier)
    {
        if (visible is not AllOf { Parts.Count: 0 })
        {
            Write(where.Append(" AND "), related, visible);
        }

        if (quantifier == Quantifier.All)
        {
            Write(where.Append(" AND "), related, new Negation(inner));
        }
        else if (inner is not AllOf { Parts.Count: 0 })
        {
            Write(where.Append(" AND "), related, inner);
        }

        sql.Append(quantifier == Quantifier.Some ? "EXISTS (SELECT 1 FROM " : "NOT EXISTS (SELECT 1 FROM ").Append(from);
        related.WriteJoins(sql);
        sql.Append(" WHERE ").Append(where).Append(")");
    }

    /// <summary>Writes the tables of a to-many relation and what ties them to the owner's key: that of the row with this alias, or a parameter.</summary>
    internal void WriteRelation(SqlText from, SqlText where, Scope related, ToMany relation, string owner, bool asksOfTarget = true)
    {
        var key = owner.StartsWith('$') ? "" : ".id";
        if (relation.Link is not { } link)
        {
            from.Append(relation.Target.Name).Append(" ").Append(related.Alias);
            where.Append(related.Alias).Append(".").Append(relation.BackReference.Name).Append(" = ").Append(owner).Append(key);
            return;
        }

        related.LinkAlias = aliases.Next();
        from.Append(link.Table.Name).Append(" ").Append(related.LinkAlias);
        if (asksOfTarget)
        {
            from.Append(" JOIN ").Append(relation.Target.Name).Append(" ").Append(related.Alias).Append(" ON ").Append(related.Alias).Append(".")
                .Append(relation.BackReference.Name).Append(" = ").Append(related.LinkAlias).Append(".").Append(link.Target.Name);
        }

        where.Append(related.LinkAlias).Append(".").Append(link.Owner.Name).Append(" = ").Append(owner).Append(key);
        if (link.Kind is { } kind)
        {
            where.Append(" AND ").Append(related.LinkAlias).Append(".").Append(kind.Name).Append(" = ").Append(link.KindValue);
        }
    }
}

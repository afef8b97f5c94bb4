using System.Text.Json.Nodes;
using KGPlanGraph.Persistence.Model;

namespace KGPlanGraph.Persistence.Changes;

/// <summary>A subject that this transaction has touched, and how it was before.</summary>
internal sealed class PendingChange(object entity, ChangeSubject subject, ChangeKind kind, bool wasPublic, JsonObject? before)
{
    public object Entity => entity;

    public ChangeSubject Subject => subject;

    public ChangeKind Kind { get; set; } = kind;

    public bool WasPublic => wasPublic;

    /// <summary>The fields of the subject's row, and of the lists in <see cref="Links"/>; null for what is new.</summary>
    public JsonObject? Before => before;

    /// <summary>The subject's lists that were touched.</summary>
    public HashSet<LinkFields> Links { get; } = [];
}

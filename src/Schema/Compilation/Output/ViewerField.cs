using KGPlanGraph.Persistence.Reading.Execution;
using KGPlanGraph.Schema.Authorization;

namespace KGPlanGraph.Schema.Compilation.Output;

/// <summary>A field of Viewer that the token itself answers.</summary>
internal sealed class ViewerField(string name) : FieldWriter
{
    private static readonly (Role Role, byte[] Name)[] Roles =
    [
        (Role.Reader, "\"READER\""u8.ToArray()), (Role.Agency, "\"AGENCY\""u8.ToArray()), (Role.Coordinator, "\"COORDINATOR\""u8.ToArray()),
        (Role.Approver, "\"APPROVER\""u8.ToArray()), (Role.Admin, "\"ADMIN\""u8.ToArray()),
    ];

    public override void Write(JsonBuffer json, ResultContext context, RowReader row)
    {
        switch (name)
        {
            case "subject":
                json.String(context.Caller.Subject);
                break;
            case "name" when context.Caller.Name is null:
                json.Null();
                break;
            case "name":
                json.String(context.Caller.Name);
                break;
            default:
                json.Raw((byte)'[');
                var first = true;
                foreach (var (role, text) in Roles)
                {
                    if (!context.Caller.HasAny(role))
                        continue;
                    if (!first)
                        json.Raw((byte)',');
                    json.Raw(text);
                    first = false;
                }

                json.Raw((byte)']');
                break;
        }
    }
}

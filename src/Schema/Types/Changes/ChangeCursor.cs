using System.Buffers;
using System.Buffers.Text;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Schema.Paging;

namespace KGPlanGraph.Schema.Types.Changes;

/// <summary>
/// Places in the feed, as <c>changes</c> gives them: for its own <c>after</c>, for that of subscriptions, and as ids of server-sent events. One holds the number
/// of a change that its receiver sees, or 0, and so says no more than <c>sequence</c> does.
/// </summary>
internal static class ChangeCursor
{
    private static readonly uint Fingerprint = CursorCodec.Fingerprint(ChangeType.Binding.TypeName, ChangeType.Binding.DefaultOrder, []);

    /// <summary>The place behind a change.</summary>
    public static string Of(ChangePlace place)
    {
        var bytes = new ArrayBufferWriter<byte>(20);
        CursorCodec.Write(bytes, Fingerprint, place);
        return Base64Url.EncodeToString(bytes.WrittenSpan);
    }

    /// <summary>Reads a place; false for what is no cursor of <c>changes</c>. One without a mark ahead of the newest change is none that was given out, and is taken
    /// all the same, as <c>changes</c> does: a refusal would tell how far the changes have come that the caller does not see.</summary>
    public static bool TryRead(string cursor, out ChangePlace place)
    {
        var isCursor = CursorCodec.TryRead(cursor, Fingerprint, ChangeType.Binding.DefaultOrder, hasMark: true, out var keyset);
        place = isCursor ? new ChangePlace(keyset.Id, keyset.Mark) : default;
        return isCursor;
    }
}

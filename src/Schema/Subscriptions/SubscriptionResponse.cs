using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Requests;
using KGPlanGraph.Schema.Types.Changes;

namespace KGPlanGraph.Schema.Subscriptions;

/// <summary>A subscription that has begun.</summary>
internal sealed class SubscriptionResponse(IAsyncEnumerable<GraphQLResponse> events, string start, OperationSummary summary) : GraphQLResponse
{
    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Body => default;

    /// <inheritdoc/>
    public override bool HasData => true;

    /// <inheritdoc/>
    public override OperationKind? Kind => OperationKind.Subscription;

    /// <inheritdoc/>
    public override IAsyncEnumerable<GraphQLResponse>? Events => events;

    /// <summary>The cursor behind which it begins.</summary>
    public override string? EventId => start;

    /// <inheritdoc/>
    public override OperationSummary? Summary => summary;
}

/// <summary>One event. All who subscribed to the same share it, so disposing it does nothing.</summary>
internal sealed class SubscriptionEvent(ChangePlace place, byte[] body) : GraphQLResponse
{
    // Not every transport has ids.
    private string? eventId;

    /// <summary>The place behind the change that it tells of.</summary>
    public ChangePlace Place => place;

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Body => body;

    /// <inheritdoc/>
    public override bool HasData => true;

    /// <inheritdoc/>
    public override OperationKind? Kind => OperationKind.Subscription;

    /// <inheritdoc/>
    public override string? EventId => eventId ??= ChangeCursor.Of(place);
}

/// <summary>Why a subscription is refused or ended.</summary>
internal static class SubscriptionErrors
{
    /// <summary>Also where the caller may not see the task: the two look alike.</summary>
    public static readonly GraphQLError TaskNotFound = new(ErrorCodes.TaskNotFound, new(
        "There is no task with this id.", "Không có nhiệm vụ nào với mã này."));

    public static readonly GraphQLError TooSlow = new(ErrorCodes.SubscriptionTooSlow, new(
        "More events were waiting than the server keeps, so the subscription was ended; subscribe again and read what came meanwhile from 'changes'.",
        "Số sự kiện đang chờ vượt quá mức máy chủ giữ nên đăng ký đã bị kết thúc; hãy đăng ký lại và đọc phần còn thiếu từ 'changes'."));

    public static readonly GraphQLError Unexpected = new(ErrorCodes.UnexpectedFault, new(
        "Unexpected Execution Error", "Lỗi thực thi ngoài dự kiến"));

    public static readonly GraphQLError NotOneField = new(ErrorCodes.InvalidRequest, new(
        "A subscription must select exactly one field of Subscription.", "Subscription phải chọn đúng một trường."));
}

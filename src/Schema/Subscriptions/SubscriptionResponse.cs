using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Execution;

namespace KGPlanGraph.Schema.Subscriptions;

/// <summary>A subscription that has begun.</summary>
internal sealed class SubscriptionResponse(IAsyncEnumerable<GraphQLResponse> events, long position, OperationSummary summary) : GraphQLResponse
{
    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Body => default;

    /// <inheritdoc/>
    public override bool HasData => true;

    /// <inheritdoc/>
    public override OperationKind? Kind => OperationKind.Subscription;

    /// <inheritdoc/>
    public override IAsyncEnumerable<GraphQLResponse>? Events => events;

    /// <summary>The number of the change behind which it begins.</summary>
    public override long? Sequence => position;

    /// <inheritdoc/>
    public override OperationSummary? Summary => summary;
}

/// <summary>One event. All who subscribed to the same share it, so disposing it does nothing.</summary>
internal sealed class SubscriptionEvent(long sequence, byte[] body) : GraphQLResponse
{
    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Body => body;

    /// <inheritdoc/>
    public override bool HasData => true;

    /// <inheritdoc/>
    public override OperationKind? Kind => OperationKind.Subscription;

    /// <inheritdoc/>
    public override long? Sequence => sequence;
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
        "Unexpected Execution Error", "Lỗi thực thi không mong đợi"));

    public static readonly GraphQLError NotOneField = new(ErrorCodes.InvalidRequest, new(
        "A subscription must select exactly one field of Subscription.", "Subscription phải chọn đúng một trường."));

    public static readonly GraphQLError UnknownEvent = new(ErrorCodes.InvalidRequest, new(
        "Last-Event-ID is no id of an event that this server has sent; subscribe without it, and take a new copy.",
        "Last-Event-ID không phải mã sự kiện do máy chủ này gửi; hãy đăng ký không kèm mã và lấy lại bản sao."));
}

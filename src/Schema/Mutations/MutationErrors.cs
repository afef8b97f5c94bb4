using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Errors;

namespace KGPlanGraph.Schema.Mutations;

/// <summary>Every typed error of the contract: a message names the culprit and the way out.</summary>
internal static class MutationErrors
{
    /// <summary>A value that the rules do not allow.</summary>
    /// <param name="field">The dotted path of the input field.</param>
    /// <param name="message">What is wrong with it.</param>
    public static MutationError Validation(string field, LocalizedText message) => new("ValidationError", message, "field", field);

    public static MutationError TaskNotFound(string? id) => NotFound("Task", id, "task", "nhiệm vụ");

    public static MutationError DeadlineNotFound(string? id) => NotFound("Deadline", id, "deadline", "thời hạn");

    public static MutationError AgencyNotFound(string? id) => NotFound("Agency", id, "agency", "cơ quan");

    public static MutationError AmendmentNotFound(string? id) => NotFound("Amendment", id, "amendment", "đề xuất điều chỉnh");

    public static MutationError ProgressReportNotFound(string? id) => NotFound("ProgressReport", id, "progress report", "báo cáo");

    public static MutationError SectionNotFound(string? id) => NotFound("Section", id, "section", "mục");

    public static MutationError PlanNotFound(string? id) => NotFound("Plan", id, "plan", "kế hoạch");

    public static MutationError LocalityNotFound(string? id) => NotFound("Locality", id, "locality", "địa bàn");

    public static MutationError InvestmentItemNotFound(string? id) => NotFound("InvestmentItem", id, "investment item", "hạng mục đầu tư");

    /// <summary>A deadline of the id given is not among the task's.</summary>
    public static MutationError DeadlineNotFound(string? id, PlanTask task) => new("DeadlineNotFoundError", new(
        $"Task {task.Label} has no deadline with the id '{id}'; take one from the task's `deadlines`.",
        $"Nhiệm vụ {task.Label} không có thời hạn nào mang id '{id}'; hãy lấy id từ `deadlines` của nhiệm vụ."), "id", id);

    /// <summary>Somebody else was faster.</summary>
    /// <param name="expected">What the caller has read.</param>
    /// <param name="current">What the object has now.</param>
    public static MutationError VersionConflict(int expected, int current) => new("VersionConflictError", new(
        $"Version {expected} was expected, but the object has version {current}: read it again, decide again, and send version {current}.",
        $"Phiên bản mong đợi là {expected}, nhưng đối tượng đang ở phiên bản {current}: hãy đọc lại, quyết định lại rồi gửi phiên bản {current}."),
        "currentVersion", current);

    /// <summary>The caller's agency neither leads nor coordinates the task.</summary>
    public static MutationError NotAssigned(Agency? agency, string? claimed, PlanTask task) => new("NotAssignedError", agency is null
        ? NoAgency(claimed)
        : new(
            $"{agency.Code} neither leads nor coordinates task {task.Label}; only an assigned agency may do this.",
            $"{agency.Code} không chủ trì cũng không phối hợp nhiệm vụ {task.Label}; chỉ cơ quan được giao mới được thực hiện."));

    /// <summary>The object is another agency's.</summary>
    public static MutationError NotOwner(Agency? agency, string? claimed) => new("NotOwnerError", agency is null
        ? NoAgency(claimed)
        : new(
            $"The object does not belong to {agency.Code}; only the agency that owns it may do this.",
            $"Đối tượng không thuộc {agency.Code}; chỉ cơ quan sở hữu mới được thực hiện."));

    /// <summary>The plan is a draft, or closed.</summary>
    public static MutationError PlanNotInForce(Plan plan) => new("PlanNotInForceError", new(
        $"Plan {plan.Code} is {NameOf(plan.Status)}; this needs a plan that is IN_FORCE.",
        $"Kế hoạch {plan.Code} đang ở trạng thái {NameOf(plan.Status)}; thao tác này cần kế hoạch ở trạng thái IN_FORCE (đang thực hiện)."));

    /// <summary>The plan is no draft any more.</summary>
    public static MutationError PlanNotDraft(Plan plan) => new("PlanNotDraftError", new(
        $"Plan {plan.Code} is {NameOf(plan.Status)}; only a DRAFT can be edited; a plan in force changes only by approved amendments.",
        $"Kế hoạch {plan.Code} đang ở trạng thái {NameOf(plan.Status)}; chỉ bản DRAFT (dự thảo) được sửa; kế hoạch đã ban hành chỉ thay đổi theo đề xuất điều chỉnh được chấp thuận."));

    /// <summary>The object's state does not allow it.</summary>
    /// <param name="status">The state, a value of a C# enum that mirrors the contract's.</param>
    /// <param name="needed">The states in which it would be allowed.</param>
    public static MutationError InvalidState<TStatus>(TStatus status, params TStatus[] needed)
        where TStatus : struct, Enum
    {
        var allowed = string.Join(", ", needed.Select(NameOf));
        return new("InvalidStateError", new(
            $"The object is {NameOf(status)}; this is possible only while it is {allowed}.",
            $"Đối tượng đang ở trạng thái {NameOf(status)}; chỉ thực hiện được khi ở trạng thái {allowed}."), "status", NameOf(status));
    }

    /// <summary>The plan around the object is not in force.</summary>
    public static MutationError InvalidState(Plan plan) => new("InvalidStateError", new(
        $"Plan {plan.Code} is {NameOf(plan.Status)}; this is possible only while it is IN_FORCE.",
        $"Kế hoạch {plan.Code} đang ở trạng thái {NameOf(plan.Status)}; chỉ thực hiện được khi kế hoạch ở trạng thái IN_FORCE."),
        "status", NameOf(plan.Status));

    /// <summary>A code or label is in use.</summary>
    public static MutationError CodeTaken(string code) => new("CodeTakenError", new(
        $"'{code}' is already used by another object; choose another.",
        $"'{code}' đã được đối tượng khác sử dụng; hãy chọn giá trị khác."), "code", code);

    /// <summary>A document that is no plan.</summary>
    public static MutationError UnreadableDocument(LocalizedText message, int? line) => new("UnreadableDocumentError", message, "line", line);

    /// <summary>An enum value as the contract writes it: NotStarted → NOT_STARTED.</summary>
    public static string NameOf<TEnum>(TEnum value)
        where TEnum : struct, Enum =>
        string.Concat(value.ToString().Select((letter, index) => (index > 0 && char.IsUpper(letter) ? "_" : "") + char.ToUpperInvariant(letter)));

    private static MutationError NotFound(string type, string? id, string english, string vietnamese) => new($"{type}NotFoundError", new(
        $"There is no {english} with the id '{id}' that you can see; ids come from queries.",
        $"Không có {vietnamese} nào mang id '{id}' mà tài khoản được xem; id được lấy từ truy vấn."), "id", id);

    private static LocalizedText NoAgency(string? claimed) => claimed is null
        ? new("Your token names no agency to act for.", "Mã truy cập không nêu cơ quan nào để thay mặt.")
        : new(
            $"Your token acts for '{claimed}', which is not in the register of agencies.",
            $"Mã truy cập thay mặt '{claimed}', là cơ quan không có trong danh mục.");
}

using System.Security.Cryptography;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Compilation.Input;

namespace KGPlanGraph.Schema.Mutations;

/// <summary>A mutation that was sent with an idempotency key.</summary>
/// <param name="Caller">The token's subject; each has keys of its own.</param>
/// <param name="Key">The key.</param>
/// <param name="Mutation">The mutation's name.</param>
/// <param name="InputHash">Tells one input from another, the key itself left out.</param>
/// <param name="Fault">Why the key cannot be one; null where it can.</param>
internal sealed record IdempotentRequest(string Caller, string Key, string Mutation, string InputHash, MutationError? Fault)
{
    private const string Field = "idempotencyKey";
    private const int MaxLength = 200;

    /// <summary>The key came before, with another mutation or another input.</summary>
    public static readonly MutationError UsedOtherwise = MutationErrors.Validation(Field, new(
        "idempotencyKey was used within the last 24 hours with another input; send a new key for a new request.",
        "idempotencyKey đã được dùng trong 24 giờ qua với đầu vào khác; hãy gửi khóa mới cho yêu cầu mới."));

    /// <summary>The request; null where it has no key.</summary>
    public static IdempotentRequest? Of(string mutation, InputObject input, Caller caller)
    {
        if (input.Get<string>(Field) is not { } given)
            return null;
        // Rows are kept in NFC, so that is what they are looked up by.
        var key = given.Normalize();
        return new((caller.Subject ?? "").Normalize(), key, mutation, Hash(input), FaultOf(key));
    }

    private static MutationError? FaultOf(string key) => InputText.IsBlank(key) || key.Length > MaxLength || key.Any(char.IsControl)
        ? MutationErrors.Validation(Field, new(
            $"idempotencyKey must have 1 to {MaxLength} characters and no control characters, e.g. a UUID.",
            $"idempotencyKey phải có từ 1 đến {MaxLength} ký tự và không có ký tự điều khiển, ví dụ một UUID."))
        : null;

    private static string Hash(InputObject input)
    {
        var others = new InputObject([.. input.Fields.Where(field => field.Key != Field)]);
        return Convert.ToHexStringLower(SHA256.HashData(InputJson.ToUtf8(others)));
    }
}

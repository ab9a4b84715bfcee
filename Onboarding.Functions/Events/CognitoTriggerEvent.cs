using System.Text.Json;

namespace Onboarding.Functions.Events;

/// <summary>
/// What a user pool tells a trigger, as far as functions use it
/// (https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-post-confirmation.html).
/// </summary>
internal sealed record CognitoTriggerEvent
{
    /// <summary>E.g. <c>PostConfirmation_ConfirmSignUp</c>; one function may serve several.</summary>
    public string? TriggerSource { get; init; }

    public CognitoTriggerRequest? Request { get; init; }
}

/// <summary>The user, and what the client handed over with its call.</summary>
internal sealed record CognitoTriggerRequest
{
    /// <summary>Values are text, <c>email_verified</c> too; other values are ignored.</summary>
    public IReadOnlyDictionary<string, JsonElement>? UserAttributes { get; init; }

    public IReadOnlyDictionary<string, string>? ClientMetadata { get; init; }

    /// <summary>The attribute's text; null when it is absent or empty.</summary>
    public string? Attribute(string name) =>
        UserAttributes is not null && UserAttributes.TryGetValue(name, out var value)
        && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? text
            : null;
}

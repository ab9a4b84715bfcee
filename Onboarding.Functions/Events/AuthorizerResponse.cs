namespace Onboarding.Functions.Events;

/// <summary>A Lambda authorizer's simple answer.</summary>
internal sealed record AuthorizerResponse
{
    public required bool IsAuthorized { get; init; }

    public AuthorizerContext? Context { get; init; }
}

/// <summary>
/// What the authorizer of API keys tells the function behind it: the answer's <c>context</c>, which arrives as
/// <c>requestContext.authorizer.lambda</c>.
/// </summary>
internal sealed record AuthorizerContext
{
    public string? ApiKeyId { get; init; }

    /// <summary>Whole seconds; present when the key is over its rate limit and the answer is to be 429.</summary>
    public string? RetryAfter { get; init; }
}

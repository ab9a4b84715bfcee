namespace Onboarding.LocalAws.HttpApi.Authorizers;

/// <summary>What an authorizer says about one request.</summary>
internal sealed record Authorization
{
    public static readonly Authorization Unauthorized = new()
    {
        Refusal = GatewayError.Unauthorized,
        Reason = "The request has no value for an identity source of the route's authorizer.",
    };

    public static readonly Authorization Forbidden = new()
    {
        Refusal = GatewayError.Forbidden,
        Reason = "The route's authorizer does not allow the request.",
    };

    /// <summary>The authorizer itself failed.</summary>
    public static readonly Authorization Failed = new()
    {
        Refusal = GatewayError.InternalServerError,
        Reason = "The route's authorizer failed.",
    };

    /// <summary>The authorizer cannot be invoked any more, as a route's function could not be.</summary>
    public static readonly Authorization HostStopping = new()
    {
        Refusal = GatewayError.ServiceUnavailable,
        Reason = "The host stops.",
    };

    /// <summary>Null lets the request pass.</summary>
    public GatewayError? Refusal { get; private init; }

    /// <summary>Why it is refused, for traces and logs.</summary>
    public string? Reason { get; private init; }

    /// <summary>The `www-authenticate` header of a refusal, where it has one.</summary>
    public string? Challenge { get; private init; }

    /// <summary>`requestContext.authorizer` of the event, as JSON.</summary>
    public ReadOnlyMemory<byte> Context { get; private init; }

    /// <summary>Whom the policy of a Lambda authorizer names.</summary>
    public string? PrincipalId { get; private init; }

    public static Authorization Allow(ReadOnlyMemory<byte> context, string? principalId = null) =>
        new() { Context = context, PrincipalId = principalId };

    public static Authorization Refuse(GatewayError error, string challenge, string reason) =>
        new() { Refusal = error, Challenge = challenge, Reason = reason };
}

namespace Onboarding.LocalAws.HttpApi.Authorizers;

/// <summary>One authorizer of an API, by the name that routes use.</summary>
internal abstract record AuthorizerDefinition(string Name);

/// <summary>An OpenID Connect or OAuth 2.0 token, verified by the gateway.</summary>
/// <param name="Issuer">Must equal the token's `iss`; its keys are found through OpenID discovery.</param>
/// <param name="Audiences">Of these the token's `aud`, or without one its `client_id`, must name at least one.</param>
internal sealed record JwtAuthorizerDefinition(
    string Name, string Issuer, IReadOnlyList<string> Audiences, IdentitySource IdentitySource)
    : AuthorizerDefinition(Name);

/// <summary>A function that decides.</summary>
internal sealed record LambdaAuthorizerDefinition(string Name, string FunctionName) : AuthorizerDefinition(Name)
{
    /// <summary>
    /// A request that lacks one of these is refused without asking; together they are the cache's key.
    /// </summary>
    public IReadOnlyList<IdentitySource> IdentitySources { get; init; } = [];

    public PayloadFormat PayloadFormat { get; init; } = PayloadFormat.Version2;

    /// <summary>Zero asks every time; at most an hour.</summary>
    public TimeSpan CacheTime { get; init; }

    /// <summary>`isAuthorized` instead of an IAM policy; only in payload format 2.0.</summary>
    public bool GivesSimpleResponses { get; init; }
}

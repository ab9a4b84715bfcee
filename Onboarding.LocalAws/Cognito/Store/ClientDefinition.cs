namespace Onboarding.LocalAws.Cognito.Store;

/// <summary>The settings of one app client, none of which has a secret. Immutable.</summary>
internal sealed record ClientDefinition
{
    /// <summary>26 lower-case letters and digits.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string PoolId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ModifiedAt { get; init; }

    /// <summary>The default of a client that is created without ExplicitAuthFlows (API_CreateUserPoolClient).</summary>
    public IReadOnlyList<string> AuthFlows { get; init; } =
        ["ALLOW_CUSTOM_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"];

    public TokenValidity AccessToken { get; init; } = new(1, "hours");

    public TokenValidity IdToken { get; init; } = new(1, "hours");

    public TokenValidity RefreshToken { get; init; } = new(30, "days");

    public bool HidesUserExistence { get; init; }

    public bool RevokesTokens { get; init; } = true;

    /// <summary>How long a rotated refresh token stays good; null where refresh tokens do not rotate.</summary>
    public TimeSpan? RotationGrace { get; init; }

    /// <summary>Attributes that the app may read; null for every one.</summary>
    public IReadOnlySet<string>? ReadAttributes { get; init; }

    public IReadOnlySet<string>? WriteAttributes { get; init; }

    /// <summary>
    /// What SupportedIdentityProviders gave, null where it gave nothing. Only managed login goes by it, which is not
    /// done here, so it is kept for DescribeUserPoolClient alone.
    /// </summary>
    public IReadOnlyList<string>? IdentityProviders { get; init; }

    public bool Allows(string flow) => AuthFlows.Contains("ALLOW_" + flow);

    public bool CanRead(string attribute) =>
        ReadAttributes is null || attribute == "sub" || ReadAttributes.Contains(attribute);

    public bool CanWrite(string attribute) => WriteAttributes is null || WriteAttributes.Contains(attribute);
}

/// <param name="Unit"><c>seconds</c>, <c>minutes</c>, <c>hours</c> or <c>days</c>.</param>
internal sealed record TokenValidity(int Count, string Unit)
{
    public TimeSpan Span => Unit switch
    {
        "seconds" => TimeSpan.FromSeconds(Count),
        "minutes" => TimeSpan.FromMinutes(Count),
        "hours" => TimeSpan.FromHours(Count),
        _ => TimeSpan.FromDays(Count),
    };
}

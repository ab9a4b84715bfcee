namespace Onboarding.LocalAws.Wire.SigV4;

/// <summary>Who makes a request.</summary>
/// <param name="Arn">
/// <c>arn:aws:iam::123456789012:root</c>, or an assumed role's
/// <c>arn:aws:sts::123456789012:assumed-role/{role}/{session}</c>.
/// </param>
/// <param name="UserId">The <c>UserId</c> that STS reports: the account for root, else <c>AROA…:{session}</c>.</param>
internal sealed record Principal(string Arn, string UserId)
{
    /// <summary>The caller of an operation that takes no signature.</summary>
    public static Principal Anonymous { get; } = new("*", "ANONYMOUS");

    /// <summary>A function that runs for this host.</summary>
    public bool IsFunction { get; init; }

    /// <summary>Null where the credentials are long-term ones.</summary>
    public CallerSession? Session { get; init; }

    /// <summary>Null where the credentials are not an identity pool's.</summary>
    public FederatedIdentity? CognitoIdentity { get; init; }
}

/// <summary>The user of an identity pool, signed in or a guest, whose credentials sign a request.</summary>
/// <param name="IdentityId"><c>us-east-1:{UUID}</c></param>
/// <param name="IdentityPoolId"><c>us-east-1:{UUID}</c></param>
internal sealed record FederatedIdentity(string IdentityId, string IdentityPoolId)
{
    /// <summary>As Lambda's runtimes read it; both ids are of characters that JSON takes as they are.</summary>
    public string ToJson() =>
        $$"""{"cognitoIdentityId":"{{IdentityId}}","cognitoIdentityPoolId":"{{IdentityPoolId}}"}""";
}

/// <summary>A key pair that may sign requests.</summary>
/// <param name="SessionToken">The token of temporary credentials; null for long-term ones.</param>
internal sealed record Credential(string AccessKeyId, string SecretAccessKey, string? SessionToken, Principal Owner)
{
    /// <summary>Null where they last until they are revoked.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}

namespace Onboarding.LocalAws.Wire.SigV4;

/// <summary>What temporary credentials were issued with: policies and tags that decide what they allow.</summary>
internal sealed record CallerSession
{
    /// <summary>Null where the session is no role's.</summary>
    public string? RoleArn { get; init; }

    /// <summary>The session policy, a JSON object; null for none.</summary>
    public string? Policy { get; init; }

    /// <summary>Managed policies that limit the session, too.</summary>
    public IReadOnlyList<string> PolicyArns { get; init; } = [];

    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];

    /// <summary>Which of the tags go on to a session that this one begins.</summary>
    public IReadOnlyList<string> TransitiveTagKeys { get; init; } = [];

    public string? SourceIdentity { get; init; }
}

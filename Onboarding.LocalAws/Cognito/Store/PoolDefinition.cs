namespace Onboarding.LocalAws.Cognito.Store;

/// <summary>The settings of one user pool. Immutable.</summary>
internal sealed record PoolDefinition
{
    /// <summary><c>{region}_{nine characters}</c>.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ModifiedAt { get; init; }

    /// <summary>The part of the id after the region: the name that SRP mixes into the password's hash.</summary>
    public string SrpName => Id[(Id.IndexOf('_', StringComparison.Ordinal) + 1)..];

    /// <summary>
    /// Cognito's default where the API is used without UsernameConfiguration:
    /// https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-case-sensitivity.html.
    /// </summary>
    public bool IsCaseSensitive { get; init; } = true;

    /// <summary>Whether people give their e-mail address as the user name; the name itself is then a UUID.</summary>
    public bool UsesEmailAsUsername { get; init; }

    /// <summary>Whether people may also sign in with their verified e-mail address.</summary>
    public bool HasEmailAlias { get; init; }

    public bool VerifiesEmail { get; init; }

    public bool IsSignUpByAdminOnly { get; init; }

    public bool IsRecoveryByAdminOnly { get; init; }

    public bool IsDeletionProtected { get; init; }

    public PasswordPolicy PasswordPolicy { get; init; } = new();

    public required AttributeSchema Schema { get; init; }

    public TriggerFunctions Triggers { get; init; } = new();

    public MailTemplates Mails { get; init; } = new();

    /// <summary>
    /// <c>LITE</c> or <c>ESSENTIALS</c>, AWS's default. Both have all that is done here, so only DescribeUserPool reads
    /// it.
    /// </summary>
    public string Tier { get; init; } = "ESSENTIALS";

    public StringComparer NameComparer => IsCaseSensitive ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;
}

/// <summary>Function ARNs by trigger; null where the pool has none.</summary>
internal sealed record TriggerFunctions(
    string? PreSignUp = null,
    string? PostConfirmation = null,
    string? PreTokenGeneration = null,
    string? CustomMessage = null);

/// <summary>
/// Texts with <c>{####}</c> for the code, and <c>{username}</c> in the invitation. Cognito's own defaults.
/// </summary>
internal sealed record MailTemplates(
    string VerificationSubject = "Your verification code",
    string VerificationMessage = "Your confirmation code is {####}",
    string InvitationSubject = "Your temporary password",
    string InvitationMessage = "Your username is {username} and temporary password is {####}.");

namespace Onboarding.LocalAws.CognitoIdentity.Store;

/// <summary>The settings of one identity pool. Immutable.</summary>
internal sealed record IdentityPool
{
    /// <summary><c>{region}:{UUID}</c></summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required bool AllowsGuests { get; init; }

    public required IReadOnlyList<UserPoolProvider> Providers { get; init; }

    /// <summary>What signed-in users become; null until SetIdentityPoolRoles names it.</summary>
    public RoleArn? AuthenticatedRole { get; init; }

    /// <summary>What guests become.</summary>
    public RoleArn? UnauthenticatedRole { get; init; }
}

/// <summary>An app client whose users may sign in.</summary>
/// <param name="Name">As it was given, see <see cref="Logins.ProviderNames"/>.</param>
/// <param name="UserPoolId">The pool that the name means.</param>
internal sealed record UserPoolProvider(string Name, string UserPoolId, string ClientId);

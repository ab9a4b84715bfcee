using Onboarding.LocalAws.CognitoIdentity.Logins;
using Onboarding.LocalAws.CognitoIdentity.Store;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.CognitoIdentity.Operations;

/// <summary>The settings of a pool as CreateIdentityPool and UpdateIdentityPool take them.</summary>
internal static class PoolInput
{
    /// <summary>Taken where they are empty or false, as AWS has them by default, and otherwise refused.</summary>
    private static readonly string[] OnlyEmpty =
    [
        "AllowClassicFlow", "OpenIdConnectProviderARNs", "SamlProviderARNs", "SupportedLoginProviders",
        "IdentityPoolTags",
    ];

    public static string[] Members { get; } =
        ["IdentityPoolName", "AllowUnauthenticatedIdentities", "CognitoIdentityProviders", .. OnlyEmpty];

    /// <returns>A pool without roles, which are set by an operation of their own.</returns>
    /// <exception cref="Onboarding.LocalAws.Wire.AwsException">They are faulty, or would have no effect.</exception>
    public static IdentityPool Read(RequestMembers input, string id, ProviderNames names)
    {
        input.RefuseUnlessEmpty(OnlyEmpty);
        return new IdentityPool
        {
            Id = id,
            Name = Constraints.IdentityPoolName(input),
            AllowsGuests = input.Flag("AllowUnauthenticatedIdentities")
                ?? throw CognitoIdentityErrors.Missing("allowUnauthenticatedIdentities"),
            Providers =
            [
                .. (input.Objects("CognitoIdentityProviders") ?? []).Select(provider => ReadProvider(provider, names)),
            ],
        };
    }

    /// <summary>As in AWS, the name must be a user pool's and need not be that of one which exists.</summary>
    private static UserPoolProvider ReadProvider(RequestMembers provider, ProviderNames names)
    {
        provider.RefuseUnlessEmpty("ServerSideTokenCheck");
        return provider.Text("ProviderName") is { } name
            && provider.Text("ClientId") is { Length: > 0 } clientId
            && names.UserPoolOf(name) is { } userPoolId
                ? new UserPoolProvider(name, userPoolId, clientId)
                : throw CognitoIdentityErrors.InvalidUserPoolProvider();
    }
}

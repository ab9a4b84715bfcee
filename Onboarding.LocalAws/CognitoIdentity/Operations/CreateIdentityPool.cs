using Onboarding.LocalAws.CognitoIdentity.Store;
using Onboarding.LocalAws.Wire.Operations;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.CognitoIdentity.Operations;

/// <summary>
/// CreateIdentityPool. Several pools may have one name, as in AWS. Source:
/// https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_CreateIdentityPool.html.
/// </summary>
internal sealed class CreateIdentityPool(CognitoIdentityContext context) : IAwsOperation<JsonCall>
{
    /// <summary>https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html, per account.</summary>
    private const int CountMax = 1_000;

    /// <summary>Taken where they are empty or false, as AWS has them by default, and otherwise refused.</summary>
    private static readonly string[] OnlyEmpty =
    [
        "AllowClassicFlow", "OpenIdConnectProviderARNs", "SamlProviderARNs", "SupportedLoginProviders",
        "IdentityPoolTags",
    ];

    public string Name => "CreateIdentityPool";

    public IReadOnlyList<Permission> Permissions { get; } = [new("cognito-identity:CreateIdentityPool")];

    public OperationMembers Members { get; } = new(
        ["IdentityPoolName", "AllowUnauthenticatedIdentities", "CognitoIdentityProviders", .. OnlyEmpty])
    {
        Refused = ["DeveloperProviderName"],
    };

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var input = call.Input;
        input.RefuseUnlessEmpty(OnlyEmpty);
        var name = Constraints.IdentityPoolName(input);
        var allowsGuests = input.Flag("AllowUnauthenticatedIdentities")
            ?? throw CognitoIdentityErrors.Missing("allowUnauthenticatedIdentities");
        List<UserPoolProvider> providers =
            [.. (input.Objects("CognitoIdentityProviders") ?? []).Select(ReadProvider)];
        for (var attempt = 0; attempt < CountMax; attempt++)
        {
            var pool = new IdentityPool
            {
                Id = StableIds.Pool(context.Scope.Region, name, attempt),
                Name = name,
                AllowsGuests = allowsGuests,
                Providers = providers,
            };
            if (context.Pools.TryAdd(pool))
            {
                PoolResponse.Write(call.Response, pool);
                return ValueTask.CompletedTask;
            }
        }

        throw CognitoIdentityErrors.TooManyPools();
    }

    /// <summary>As in AWS, the name must be a user pool's and need not be that of one which exists.</summary>
    private UserPoolProvider ReadProvider(RequestMembers provider)
    {
        provider.RefuseUnlessEmpty("ServerSideTokenCheck");
        return provider.Text("ProviderName") is { } name
            && provider.Text("ClientId") is { Length: > 0 } clientId
            && context.ProviderNames.UserPoolOf(name) is { } userPoolId
                ? new UserPoolProvider(name, userPoolId, clientId)
                : throw CognitoIdentityErrors.InvalidUserPoolProvider();
    }
}

using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.CognitoIdentity.Operations;

/// <summary>
/// UpdateIdentityPool: what is not given falls back to its default; roles and identities stay. Source:
/// https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_UpdateIdentityPool.html.
/// </summary>
internal sealed class UpdateIdentityPool(CognitoIdentityContext context) : IAwsOperation<JsonCall>
{
    public string Name => "UpdateIdentityPool";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("cognito-identity:UpdateIdentityPool", CognitoIdentityResources.IdentityPool)];

    public OperationMembers Members { get; } = new(["IdentityPoolId", .. PoolInput.Members])
    {
        Refused = ["DeveloperProviderName"],
    };

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var id = Constraints.IdentityPoolId(call.Input);
        var settings = PoolInput.Read(call.Input, id, context.ProviderNames);
        var updated = context.Pools.Update(id, pool => settings with
        {
            AuthenticatedRole = pool.AuthenticatedRole,
            UnauthenticatedRole = pool.UnauthenticatedRole,
        });
        PoolResponse.Write(call.Response, updated ?? throw CognitoIdentityErrors.NoPool(id));
        return ValueTask.CompletedTask;
    }
}

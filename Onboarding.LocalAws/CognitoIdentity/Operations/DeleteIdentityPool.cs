using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.CognitoIdentity.Operations;

/// <summary>
/// DeleteIdentityPool: the pool and its identities. Credentials that were handed out last until they expire. Source:
/// https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_DeleteIdentityPool.html.
/// </summary>
internal sealed class DeleteIdentityPool(CognitoIdentityContext context) : IAwsOperation<JsonCall>
{
    public string Name => "DeleteIdentityPool";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("cognito-identity:DeleteIdentityPool", CognitoIdentityResources.IdentityPool)];

    public OperationMembers Members { get; } = new("IdentityPoolId");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var id = Constraints.IdentityPoolId(call.Input);
        return context.Pools.Remove(id) ? ValueTask.CompletedTask : throw CognitoIdentityErrors.NoPool(id);
    }
}

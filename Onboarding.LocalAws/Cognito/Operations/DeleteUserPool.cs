using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// DeleteUserPool: the pool, its clients and its users. Source:
/// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteUserPool.html.
/// </summary>
internal sealed class DeleteUserPool(CognitoContext context) : IAwsOperation<JsonCall>
{
    public string Name => "DeleteUserPool";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("cognito-idp:DeleteUserPool", CognitoResources.UserPool)];

    public OperationMembers Members { get; } = new("UserPoolId");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var pool = context.Pool(call.Input);
        if (pool.Definition.IsDeletionProtected)
        {
            throw CognitoErrors.InvalidParameter(
                "The user pool cannot be deleted because deletion protection is activated. Deletion protection must be "
                + "inactivated first.");
        }

        return context.Pools.Remove(pool.Id) ? ValueTask.CompletedTask : throw CognitoErrors.NoPool(pool.Id);
    }
}

using System.Text.Json;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// DeleteUserPool: the pool, its clients and its users. Source:
/// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteUserPool.html.
/// </summary>
internal sealed class DeleteUserPool(CognitoContext cognito) : ICognitoOperation
{
    public string Name => "DeleteUserPool";

    public IReadOnlyCollection<string> Members { get; } = ["UserPoolId"];

    public ValueTask ExecuteAsync(RequestMembers input, Utf8JsonWriter answer, CancellationToken stop)
    {
        var pool = cognito.Pool(input);
        if (pool.Definition.IsDeletionProtected)
        {
            throw CognitoErrors.InvalidParameter(
                "The user pool cannot be deleted because deletion protection is activated. Deletion protection must be "
                + "inactivated first.");
        }

        return cognito.Pools.Remove(pool.Id) ? ValueTask.CompletedTask : throw CognitoErrors.NoPool(pool.Id);
    }
}

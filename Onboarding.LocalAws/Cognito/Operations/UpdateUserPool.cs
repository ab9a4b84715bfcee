using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// UpdateUserPool: what is not given falls back to its default. What identifies users (Schema, UsernameAttributes,
/// AliasAttributes, UsernameConfiguration) is no member of it and cannot change. Sources:
/// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateUserPool.html and
/// https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-updating.html.
/// </summary>
internal sealed class UpdateUserPool(CognitoContext context) : IAwsOperation<JsonCall>
{
    public string Name => "UpdateUserPool";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("cognito-idp:UpdateUserPool", CognitoResources.UserPool)];

    public OperationMembers Members { get; } = new(["UserPoolId", "PoolName", .. PoolSettings.Served])
    {
        Refused = PoolSettings.Refused,
    };

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var input = call.Input;
        var id = context.Pool(input).Id;
        var now = context.Time.GetUtcNow();
        return context.Pools.TryUpdate(id, old => PoolSettings.Update(input, old, now))
            ? ValueTask.CompletedTask
            : throw CognitoErrors.NoPool(id);
    }
}

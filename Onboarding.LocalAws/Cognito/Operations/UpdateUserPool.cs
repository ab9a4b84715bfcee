using System.Text.Json;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// UpdateUserPool: what is not given falls back to its default. What identifies users (Schema, UsernameAttributes,
/// AliasAttributes, UsernameConfiguration) is no member of it and cannot change. Sources:
/// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateUserPool.html and
/// https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-updating.html.
/// </summary>
internal sealed class UpdateUserPool(CognitoContext cognito) : ICognitoOperation
{
    public string Name => "UpdateUserPool";

    public IReadOnlyCollection<string> Members { get; } = ["UserPoolId", "PoolName", .. PoolSettings.Changeable];

    public ValueTask ExecuteAsync(RequestMembers input, Utf8JsonWriter answer, CancellationToken stop)
    {
        var id = cognito.Pool(input).Id;
        var now = cognito.Time.GetUtcNow();
        return cognito.Pools.TryUpdate(id, old => PoolSettings.Update(input, old, now))
            ? ValueTask.CompletedTask
            : throw CognitoErrors.NoPool(id);
    }
}

using System.Text.Json;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// CreateUserPool. Several pools may have one name, as in AWS. Source:
/// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPool.html.
/// </summary>
internal sealed class CreateUserPool(CognitoContext cognito) : ICognitoOperation
{
    /// <summary>AWS's quota per account and region.</summary>
    private const int CountMax = 1_000;

    public string Name => "CreateUserPool";

    public IReadOnlyCollection<string> Members { get; } =
    [
        "PoolName", "UsernameAttributes", "AliasAttributes", "UsernameConfiguration", "Schema",
        .. PoolSettings.Changeable,
    ];

    public ValueTask ExecuteAsync(RequestMembers input, Utf8JsonWriter answer, CancellationToken stop)
    {
        var name = input.RequiredText("PoolName");
        for (var attempt = 0; attempt < CountMax; attempt++)
        {
            var id = StableIds.Pool(cognito.Scope.Region, name, attempt);
            var pool = PoolSettings.Create(input, id, cognito.Time.GetUtcNow());
            if (!cognito.Pools.TryAdd(pool))
            {
                continue;
            }

            PoolAnswer.Write(answer, pool, cognito.Scope, userCount: 0);
            return ValueTask.CompletedTask;
        }

        throw CognitoErrors.TooManyAttempts();
    }
}

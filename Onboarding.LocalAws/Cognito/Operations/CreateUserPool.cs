using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// CreateUserPool. Several pools may have one name, as in AWS. Source:
/// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPool.html.
/// </summary>
internal sealed class CreateUserPool(CognitoContext context) : IAwsOperation<JsonCall>
{
    /// <summary>AWS's quota per account and region.</summary>
    private const int CountMax = 1_000;

    public string Name => "CreateUserPool";

    public IReadOnlyList<Permission> Permissions { get; } = [new("cognito-idp:CreateUserPool")];

    public OperationMembers Members { get; } = new(
    [
        "PoolName", "UsernameAttributes", "AliasAttributes", "UsernameConfiguration", "Schema", .. PoolSettings.Served,
    ])
    {
        Refused = PoolSettings.Refused,
    };

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var input = call.Input;
        var name = input.RequiredText("PoolName");
        for (var attempt = 0; attempt < CountMax; attempt++)
        {
            var id = StableIds.Pool(context.Scope.Region, name, attempt);
            var pool = PoolSettings.Create(input, id, context.Time.GetUtcNow());
            if (!context.Pools.TryAdd(pool))
            {
                continue;
            }

            PoolResponse.Write(call.Response, pool, context.Scope, userCount: 0);
            return ValueTask.CompletedTask;
        }

        throw CognitoErrors.TooManyAttempts();
    }
}

using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.CognitoIdentity.Operations;

/// <summary>
/// CreateIdentityPool. Several pools may have one name, as in AWS. Source:
/// https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_CreateIdentityPool.html.
/// </summary>
internal sealed class CreateIdentityPool(CognitoIdentityContext context) : IAwsOperation<JsonCall>
{
    /// <summary>https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html, per account.</summary>
    private const int CountMax = 1_000;

    public string Name => "CreateIdentityPool";

    public IReadOnlyList<Permission> Permissions { get; } = [new("cognito-identity:CreateIdentityPool")];

    public OperationMembers Members { get; } = new(PoolInput.Members) { Refused = ["DeveloperProviderName"] };

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var settings = PoolInput.Read(call.Input, id: "", context.ProviderNames);
        for (var attempt = 0; attempt < CountMax; attempt++)
        {
            var pool = settings with { Id = StableIds.Pool(context.Scope.Region, settings.Name, attempt) };
            if (context.Pools.TryAdd(pool))
            {
                PoolResponse.Write(call.Response, pool);
                return ValueTask.CompletedTask;
            }
        }

        throw CognitoIdentityErrors.TooManyPools();
    }
}

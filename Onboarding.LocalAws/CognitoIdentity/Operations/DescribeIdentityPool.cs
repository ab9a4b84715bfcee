using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.CognitoIdentity.Operations;

/// <summary>
/// DescribeIdentityPool. Source:
/// https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_DescribeIdentityPool.html.
/// </summary>
internal sealed class DescribeIdentityPool(CognitoIdentityContext context) : IAwsOperation<JsonCall>
{
    public string Name => "DescribeIdentityPool";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("cognito-identity:DescribeIdentityPool", CognitoIdentityResources.IdentityPool)];

    public OperationMembers Members { get; } = new("IdentityPoolId");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        PoolResponse.Write(call.Response, context.Pool(Constraints.IdentityPoolId(call.Input)));
        return ValueTask.CompletedTask;
    }
}

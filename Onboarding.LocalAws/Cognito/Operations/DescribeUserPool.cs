using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// DescribeUserPool. Source:
/// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserPool.html.
/// </summary>
internal sealed class DescribeUserPool(CognitoContext context) : IAwsOperation<JsonCall>
{
    public string Name => "DescribeUserPool";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("cognito-idp:DescribeUserPool", CognitoResources.UserPool)];

    public OperationMembers Members { get; } = new("UserPoolId");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var pool = context.Pool(call.Input);
        PoolResponse.Write(call.Response, pool.Definition, context.Scope, pool.UserCount);
        return ValueTask.CompletedTask;
    }
}

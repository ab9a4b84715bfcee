using System.Text.Json;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// DescribeUserPool. Source:
/// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserPool.html.
/// </summary>
internal sealed class DescribeUserPool(CognitoContext cognito) : ICognitoOperation
{
    public string Name => "DescribeUserPool";

    public IReadOnlyCollection<string> Members { get; } = ["UserPoolId"];

    public ValueTask ExecuteAsync(RequestMembers input, Utf8JsonWriter answer, CancellationToken stop)
    {
        var pool = cognito.Pool(input);
        PoolAnswer.Write(answer, pool.Definition, cognito.Scope, pool.UserCount);
        return ValueTask.CompletedTask;
    }
}

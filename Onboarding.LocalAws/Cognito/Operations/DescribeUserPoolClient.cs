using System.Text.Json;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// DescribeUserPoolClient. Source:
/// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserPoolClient.html.
/// </summary>
internal sealed class DescribeUserPoolClient(CognitoContext cognito) : ICognitoOperation
{
    public string Name => "DescribeUserPoolClient";

    public IReadOnlyCollection<string> Members { get; } = ["UserPoolId", "ClientId"];

    public ValueTask ExecuteAsync(RequestMembers input, Utf8JsonWriter answer, CancellationToken stop)
    {
        var pool = cognito.Pool(input);
        var (owner, client) = cognito.Client(input);
        if (owner.Id != pool.Id)
        {
            throw CognitoErrors.NoClient(client.Id);
        }

        ClientAnswer.Write(answer, client);
        return ValueTask.CompletedTask;
    }
}

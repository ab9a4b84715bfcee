using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// DescribeUserPoolClient. Source:
/// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserPoolClient.html.
/// </summary>
internal sealed class DescribeUserPoolClient(CognitoContext context) : IAwsOperation<JsonCall>
{
    public string Name => "DescribeUserPoolClient";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("cognito-idp:DescribeUserPoolClient", CognitoResources.UserPool)];

    public OperationMembers Members { get; } = new("UserPoolId", "ClientId");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var input = call.Input;
        var pool = context.Pool(input);
        var (owner, client) = context.Client(input);
        if (owner.Id != pool.Id)
        {
            throw CognitoErrors.NoClient(client.Id);
        }

        ClientResponse.Write(call.Response, client);
        return ValueTask.CompletedTask;
    }
}

using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// DeleteUserPoolClient. Source:
/// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteUserPoolClient.html.
/// </summary>
internal sealed class DeleteUserPoolClient(CognitoContext context) : IAwsOperation<JsonCall>
{
    public string Name => "DeleteUserPoolClient";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("cognito-idp:DeleteUserPoolClient", CognitoResources.UserPool)];

    public OperationMembers Members { get; } = new("UserPoolId", "ClientId");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var input = call.Input;
        var pool = context.Pool(input);
        var clientId = input.RequiredText("ClientId");
        return context.Pools.RemoveClient(pool.Id, clientId)
            ? ValueTask.CompletedTask
            : throw CognitoErrors.NoClient(clientId);
    }
}

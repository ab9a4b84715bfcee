using System.Text.Json;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// DeleteUserPoolClient. Source:
/// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteUserPoolClient.html.
/// </summary>
internal sealed class DeleteUserPoolClient(CognitoContext cognito) : ICognitoOperation
{
    public string Name => "DeleteUserPoolClient";

    public IReadOnlyCollection<string> Members { get; } = ["UserPoolId", "ClientId"];

    public ValueTask ExecuteAsync(RequestMembers input, Utf8JsonWriter answer, CancellationToken stop)
    {
        var pool = cognito.Pool(input);
        var clientId = input.RequiredText("ClientId");
        return cognito.Pools.RemoveClient(pool.Id, clientId)
            ? ValueTask.CompletedTask
            : throw CognitoErrors.NoClient(clientId);
    }
}

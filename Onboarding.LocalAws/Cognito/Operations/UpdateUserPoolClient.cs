using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// UpdateUserPoolClient: what is not given falls back to its default. Tokens that were issued keep their times.
/// Source:
/// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateUserPoolClient.html.
/// </summary>
internal sealed class UpdateUserPoolClient(CognitoContext context) : IAwsOperation<JsonCall>
{
    public string Name => "UpdateUserPoolClient";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("cognito-idp:UpdateUserPoolClient", CognitoResources.UserPool)];

    public OperationMembers Members { get; } = new(["UserPoolId", "ClientId", "ClientName", .. ClientSettings.Served])
    {
        Refused = ClientSettings.Refused,
    };

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var input = call.Input;
        var pool = context.Pool(input);
        var id = input.RequiredText("ClientId");
        var now = context.Time.GetUtcNow();
        var client = context.Pools.UpdateClient(
            pool.Id, id, old => ClientSettings.Update(input, pool.Definition, old, now));
        ClientResponse.Write(call.Response, client ?? throw CognitoErrors.NoClient(id));
        return ValueTask.CompletedTask;
    }
}

using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// ListUserPoolClients. Source:
/// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUserPoolClients.html.
/// </summary>
internal sealed class ListUserPoolClients(CognitoContext context) : IAwsOperation<JsonCall>
{
    public string Name => "ListUserPoolClients";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("cognito-idp:ListUserPoolClients", CognitoResources.UserPool)];

    public OperationMembers Members { get; } = new("UserPoolId", "MaxResults", "NextToken");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var input = call.Input;
        var response = call.Response;
        var pool = context.Pool(input);
        var size = Paging.Size(input, "MaxResults", max: 60);
        var skipped = (int)Math.Min(int.MaxValue, Paging.Position(input.Text("NextToken")));
        var all = context.Pools.ClientsOf(pool.Id);
        response.WriteStartArray("UserPoolClients"u8);
        foreach (var client in all.Skip(skipped).Take(size))
        {
            response.WriteStartObject();
            response.WriteString("ClientId"u8, client.Id);
            response.WriteString("UserPoolId"u8, client.PoolId);
            response.WriteString("ClientName"u8, client.Name);
            response.WriteEndObject();
        }

        response.WriteEndArray();
        if (skipped + size < all.Count)
        {
            response.WriteString("NextToken"u8, Paging.Token(skipped + size));
        }

        return ValueTask.CompletedTask;
    }
}

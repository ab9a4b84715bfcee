using System.Text.Json;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// ListUserPoolClients. Source:
/// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUserPoolClients.html.
/// </summary>
internal sealed class ListUserPoolClients(CognitoContext cognito) : ICognitoOperation
{
    public string Name => "ListUserPoolClients";

    public IReadOnlyCollection<string> Members { get; } = ["UserPoolId", "MaxResults", "NextToken"];

    public ValueTask ExecuteAsync(RequestMembers input, Utf8JsonWriter answer, CancellationToken stop)
    {
        var pool = cognito.Pool(input);
        var size = Paging.Size(input, "MaxResults", max: 60);
        var skipped = (int)Math.Min(int.MaxValue, Paging.Position(input.Text("NextToken")));
        var all = cognito.Pools.ClientsOf(pool.Id);
        answer.WriteStartArray("UserPoolClients"u8);
        foreach (var client in all.Skip(skipped).Take(size))
        {
            answer.WriteStartObject();
            answer.WriteString("ClientId"u8, client.Id);
            answer.WriteString("UserPoolId"u8, client.PoolId);
            answer.WriteString("ClientName"u8, client.Name);
            answer.WriteEndObject();
        }

        answer.WriteEndArray();
        if (skipped + size < all.Count)
        {
            answer.WriteString("NextToken"u8, Paging.Token(skipped + size));
        }

        return ValueTask.CompletedTask;
    }
}

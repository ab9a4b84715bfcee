using System.Text.Json;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// ListUserPools. Source:
/// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUserPools.html.
/// </summary>
internal sealed class ListUserPools(CognitoContext cognito) : ICognitoOperation
{
    public string Name => "ListUserPools";

    public IReadOnlyCollection<string> Members { get; } = ["MaxResults", "NextToken"];

    public ValueTask ExecuteAsync(RequestMembers input, Utf8JsonWriter answer, CancellationToken stop)
    {
        if (input.Integer("MaxResults") is null)
        {
            throw CognitoErrors.Missing("maxResults");
        }

        var size = Paging.Size(input, "MaxResults", max: 60);
        var skipped = (int)Math.Min(int.MaxValue, Paging.Position(input.Text("NextToken")));
        var all = cognito.Pools.All();
        answer.WriteStartArray("UserPools"u8);
        foreach (var pool in all.Skip(skipped).Take(size))
        {
            answer.WriteStartObject();
            answer.WriteString("Id"u8, pool.Id);
            answer.WriteString("Name"u8, pool.Name);
            answer.WriteNumber("CreationDate"u8, EpochSeconds.Of(pool.CreatedAt));
            answer.WriteNumber("LastModifiedDate"u8, EpochSeconds.Of(pool.ModifiedAt));
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

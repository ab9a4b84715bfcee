using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// ListUserPools. Source:
/// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUserPools.html.
/// </summary>
internal sealed class ListUserPools(CognitoContext context) : IAwsOperation<JsonCall>
{
    public string Name => "ListUserPools";

    public IReadOnlyList<Permission> Permissions { get; } = [new("cognito-idp:ListUserPools")];

    public OperationMembers Members { get; } = new("MaxResults", "NextToken");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var input = call.Input;
        var response = call.Response;
        if (input.Integer("MaxResults") is null)
        {
            throw CognitoErrors.Missing("maxResults");
        }

        var size = Paging.Size(input, "MaxResults", max: 60);
        var skipped = (int)Math.Min(int.MaxValue, Paging.Position(input.Text("NextToken")));
        var all = context.Pools.All();
        response.WriteStartArray("UserPools"u8);
        foreach (var pool in all.Skip(skipped).Take(size))
        {
            response.WriteStartObject();
            response.WriteString("Id"u8, pool.Id);
            response.WriteString("Name"u8, pool.Name);
            response.WriteNumber("CreationDate"u8, EpochSeconds.Of(pool.CreatedAt));
            response.WriteNumber("LastModifiedDate"u8, EpochSeconds.Of(pool.ModifiedAt));
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

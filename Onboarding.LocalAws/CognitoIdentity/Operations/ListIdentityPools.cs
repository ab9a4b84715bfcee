using System.Buffers.Text;
using System.Text;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.CognitoIdentity.Operations;

/// <summary>
/// ListIdentityPools, in the order of their ids. A token is the last id of the page before. Source:
/// https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_ListIdentityPools.html.
/// </summary>
internal sealed class ListIdentityPools(CognitoIdentityContext context) : IAwsOperation<JsonCall>
{
    private const int SizeMax = 60;

    public string Name => "ListIdentityPools";

    public IReadOnlyList<Permission> Permissions { get; } = [new("cognito-identity:ListIdentityPools")];

    public OperationMembers Members { get; } = new("MaxResults", "NextToken");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var input = call.Input;
        var response = call.Response;
        var size = input.Integer("MaxResults") ?? throw CognitoIdentityErrors.Missing("maxResults");
        if (size is < 1 or > SizeMax)
        {
            throw CognitoIdentityErrors.Constraint(size, "maxResults", size < 1
                ? "Member must have value greater than or equal to 1"
                : $"Member must have value less than or equal to {SizeMax}");
        }

        var after = input.Text("NextToken") is { } token ? Decode(token) : "";
        var rest = context.Pools.All()
            .Where(p => string.CompareOrdinal(p.Id, after) > 0).Take(size + 1).ToList();
        response.WriteStartArray("IdentityPools"u8);
        foreach (var pool in rest.Take(size))
        {
            response.WriteStartObject();
            PoolResponse.WriteName(response, pool);
            response.WriteEndObject();
        }

        response.WriteEndArray();
        if (rest.Count > size)
        {
            response.WriteString("NextToken"u8, Base64Url.EncodeToString(Encoding.UTF8.GetBytes(rest[size - 1].Id)));
        }

        return ValueTask.CompletedTask;
    }

    private static string Decode(string token) => Base64Url.IsValid(token)
        ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token))
        : throw CognitoIdentityErrors.InvalidNextToken();
}

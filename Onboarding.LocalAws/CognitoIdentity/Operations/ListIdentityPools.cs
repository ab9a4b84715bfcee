using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.CognitoIdentity.Operations;

/// <summary>
/// ListIdentityPools, in the order of their ids. A token is the last id of the page before. Source:
/// https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_ListIdentityPools.html.
/// </summary>
internal static class ListIdentityPools
{
    private const int SizeMax = 60;

    public static void Execute(ReadOnlySpan<byte> body, CognitoIdentityContext context, Utf8JsonWriter answer)
    {
        var (given, token) = Read(body);
        var size = given ?? throw CognitoIdentityErrors.Missing("maxResults");
        if (size is < 1 or > SizeMax)
        {
            throw CognitoIdentityErrors.Constraint(size, "maxResults", size < 1
                ? "Member must have value greater than or equal to 1"
                : $"Member must have value less than or equal to {SizeMax}");
        }

        var after = token is null ? "" : Decode(token);
        var rest = context.Pools.All()
            .Where(p => string.CompareOrdinal(p.Id, after) > 0).Take(size + 1).ToList();
        answer.WriteStartArray("IdentityPools"u8);
        foreach (var pool in rest.Take(size))
        {
            answer.WriteStartObject();
            PoolAnswer.WriteName(answer, pool);
            answer.WriteEndObject();
        }

        answer.WriteEndArray();
        if (rest.Count > size)
        {
            answer.WriteString("NextToken"u8, Base64Url.EncodeToString(Encoding.UTF8.GetBytes(rest[size - 1].Id)));
        }
    }

    private static string Decode(string token) => Base64Url.IsValid(token)
        ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token))
        : throw CognitoIdentityErrors.InvalidNextToken();

    private static (int? MaxResults, string? NextToken) Read(ReadOnlySpan<byte> body)
    {
        int? maxResults = null;
        string? nextToken = null;
        var input = new JsonInput(body);
        input.BeginObject();
        while (input.NextMember())
        {
            if (input.MemberIs("MaxResults"u8))
            {
                maxResults = input.ReadInteger();
            }
            else if (input.MemberIs("NextToken"u8))
            {
                nextToken = input.ReadString();
            }
            else
            {
                input.Skip();
            }
        }

        return (maxResults, nextToken);
    }
}

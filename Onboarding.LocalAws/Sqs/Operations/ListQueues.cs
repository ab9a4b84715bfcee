using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Sqs.Operations;

/// <summary>ListQueues: at most 1,000; a token only where MaxResults was given, as API_ListQueues has it.</summary>
internal static class ListQueues
{
    private const int CountMax = 1_000;

    public static ValueTask HandleAsync(AwsRequest request, SqsContext context)
    {
        var (prefix, after, maxResults) = Read(request.Body.Span);
        if (maxResults is < 1 or > CountMax)
        {
            throw SqsErrors.InvalidValue(maxResults, "MaxResults", "Must be between 1 and 1000, if provided.");
        }

        var rest = context.Store.Names()
            .Where(n => n.StartsWith(prefix ?? "", StringComparison.Ordinal) && string.CompareOrdinal(n, after) > 0)
            .Take((maxResults ?? CountMax) + 1)
            .ToList();
        var page = rest.Take(maxResults ?? CountMax).ToList();
        return SqsContext.SendAsync(request, json =>
        {
            json.WriteStartArray("QueueUrls"u8);
            foreach (var name in page)
            {
                json.WriteStringValue(context.UrlOf(request, name));
            }

            json.WriteEndArray();
            if (maxResults is not null && rest.Count > page.Count)
            {
                json.WriteString("NextToken"u8, page[^1]);
            }
        });
    }

    private static (string? Prefix, string? NextToken, int? MaxResults) Read(ReadOnlySpan<byte> body)
    {
        string? prefix = null, token = null;
        int? maxResults = null;
        var input = new JsonInput(body);
        input.BeginObject();
        while (input.NextMember())
        {
            if (input.MemberIs("QueueNamePrefix"u8))
            {
                prefix = input.ReadString();
            }
            else if (input.MemberIs("NextToken"u8))
            {
                token = input.ReadString();
            }
            else if (input.MemberIs("MaxResults"u8))
            {
                maxResults = input.ReadInteger();
            }
            else
            {
                input.Skip();
            }
        }

        return (prefix, token, maxResults);
    }
}

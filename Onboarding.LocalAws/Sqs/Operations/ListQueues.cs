using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Sqs.Operations;

/// <summary>ListQueues: at most 1,000; a token only where MaxResults was given, as API_ListQueues has it.</summary>
internal sealed class ListQueues(SqsContext context) : IAwsOperation<JsonCall>
{
    private const int CountMax = 1_000;

    public string Name => "ListQueues";

    public IReadOnlyList<Permission> Permissions { get; } = [new("sqs:ListQueues")];

    public OperationMembers Members { get; } = new("QueueNamePrefix", "NextToken", "MaxResults");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var prefix = call.Input.Text("QueueNamePrefix") ?? "";
        var after = call.Input.Text("NextToken");
        var maxResults = call.Input.Integer("MaxResults");
        if (maxResults is < 1 or > CountMax)
        {
            throw SqsErrors.InvalidValue(maxResults, "MaxResults", "Must be between 1 and 1000, if provided.");
        }

        var rest = context.Store.Names()
            .Where(n => n.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(n, after) > 0)
            .Take((maxResults ?? CountMax) + 1)
            .ToList();
        var page = rest.Take(maxResults ?? CountMax).ToList();
        var response = call.Response;
        response.WriteStartArray("QueueUrls"u8);
        foreach (var name in page)
        {
            response.WriteStringValue(context.UrlOf(call.Request, name));
        }

        response.WriteEndArray();
        if (maxResults is not null && rest.Count > page.Count)
        {
            response.WriteString("NextToken"u8, page[^1]);
        }

        return ValueTask.CompletedTask;
    }
}

using Onboarding.LocalAws.Lambda.EventSources;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Lambda.Operations;

/// <summary>
/// ListEventSourceMappings (https://docs.aws.amazon.com/lambda/latest/api/API_ListEventSourceMappings.html), in pages
/// of at most 100, of one source or one function where the caller names it.
/// </summary>
internal sealed class ListEventSourceMappings(EventSourceMappings mappings) : IRestJsonOperation
{
    private const int PageSizeMax = 100;

    public string Name => "ListEventSourceMappings";

    public RestJsonRoute Route { get; } = new("GET /2015-03-31/event-source-mappings");

    public IReadOnlyList<Permission> Permissions { get; } = [new("lambda:ListEventSourceMappings")];

    public OperationMembers Members { get; } = new("EventSourceArn", "FunctionName", "Marker", "MaxItems");

    public ValueTask ExecuteAsync(RestJsonCall call, CancellationToken stop)
    {
        var query = call.Query;
        var (source, function) = (query["EventSourceArn"].ToString(), FunctionOf(query["FunctionName"].ToString()));
        var marker = query["Marker"].ToString();
        var size = int.TryParse(query["MaxItems"], out var items) ? Math.Clamp(items, 1, PageSizeMax) : PageSizeMax;
        var rest = mappings.All
            .Where(m => source.Length == 0 || m.Settings.EventSourceArn == source)
            .Where(m => function is null || m.Settings.FunctionName == function)
            .Where(m => string.CompareOrdinal(m.Settings.Uuid, marker) > 0)
            .ToList();
        var page = rest.Take(size).ToList();
        var response = call.Response;
        response.WriteStartArray("EventSourceMappings");
        foreach (var mapping in page)
        {
            response.WriteStartObject();
            MappingConfiguration.WriteMembers(response, mapping);
            response.WriteEndObject();
        }

        response.WriteEndArray();
        if (rest.Count > page.Count)
        {
            response.WriteString("NextMarker", page[^1].Settings.Uuid);
        }

        return ValueTask.CompletedTask;
    }

    private static string? FunctionOf(string text) => text.Length == 0 ? null : FunctionLookup.Parse(text).Name;
}

using Onboarding.LocalAws.Lambda.EventSources;
using Onboarding.LocalAws.Lambda.Model;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.Lambda.Operations;

/// <summary>
/// ListEventSourceMappings (https://docs.aws.amazon.com/lambda/latest/api/API_ListEventSourceMappings.html), in pages
/// of at most 100, of one source or one function where the caller names it.
/// </summary>
internal static class ListEventSourceMappings
{
    private const int PageSizeMax = 100;

    public static ValueTask HandleAsync(AwsRequest request, EventSourceMappings mappings)
    {
        var query = request.Http.Request.Query;
        var (source, function) = (query["EventSourceArn"].ToString(), FunctionOf(query["FunctionName"].ToString()));
        var marker = query["Marker"].ToString();
        var size = int.TryParse(query["MaxItems"], out var items) ? Math.Clamp(items, 1, PageSizeMax) : PageSizeMax;
        var rest = mappings.All
            .Where(m => source.Length == 0 || m.Settings.EventSourceArn == source)
            .Where(m => function is null || m.Settings.FunctionName == function)
            .Where(m => string.CompareOrdinal(m.Settings.Uuid, marker) > 0)
            .ToList();
        var page = rest.Take(size).ToList();
        return JsonAnswer.SendAsync(request, 200, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("EventSourceMappings");
            page.ForEach(m => MappingConfiguration.Write(json, m));
            json.WriteEndArray();
            if (rest.Count > page.Count)
            {
                json.WriteString("NextMarker", page[^1].Settings.Uuid);
            }

            json.WriteEndObject();
        });
    }

    private static string? FunctionOf(string text) =>
        text.Length == 0 ? null
        : FunctionName.TryParse(text, out var name) ? name.Value.Name
        : throw new AwsException(LambdaErrors.InvalidFunctionName(text));
}

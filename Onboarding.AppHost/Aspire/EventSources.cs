using System.Net.Http.Json;
using System.Text.Json;

namespace Onboarding.AppHost.Aspire;

/// <summary>
/// All event source mappings of a running emulator at once, by its page <c>/_localaws/event-sources</c>: what the
/// dashboard's commands call.
/// </summary>
internal sealed class EventSources(HttpClient http, string edgeUrl)
{
    private const string Page = "/_localaws/event-sources";

    /// <param name="verb"><c>pause</c>, <c>resume</c> or <c>redrive</c>.</param>
    /// <returns>A line per mapping: its function and the answer, of which a refusal is one too.</returns>
    /// <exception cref="HttpRequestException">The emulator does not answer.</exception>
    public async Task<IReadOnlyList<string>> ApplyAsync(string verb, CancellationToken stop)
    {
        var page = new Uri(new Uri(edgeUrl), Page);
        List<string> lines = [];
        foreach (var mapping in (await http.GetFromJsonAsync<JsonElement>(page, stop)).EnumerateArray())
        {
            var target = new Uri($"{page}/{mapping.GetProperty("uuid").GetString()}/{verb}");
            using var response = await http.PostAsync(target, content: null, stop);
            var text = await response.Content.ReadAsStringAsync(stop);
            lines.Add($"{mapping.GetProperty("function").GetString()}: {text}");
        }

        return lines;
    }
}

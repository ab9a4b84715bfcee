using System.Text.Json;

namespace Onboarding.IntegrationTests.Browser;

/// <summary>Runs stranger.js in a page.</summary>
internal static class Attacks
{
    /// <returns>Each attack by its name, with what the page learnt.</returns>
    public static async Task<IReadOnlyDictionary<string, string>> RunAsync(BrowserStack stack, Visit visit, string edge)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Browser", "stranger.js");
        await visit.Page.AddScriptTagAsync(new() { Path = script });
        var outcomes = await visit.Page.EvaluateAsync<JsonElement>(
            """
            async ([edge, targets]) => {
              const outcomes = {};
              for (const [name, attack] of Object.entries(window.attacks(edge, targets))) {
                outcomes[name] = await attack();
              }
              return outcomes;
            }
            """,
            new object[] { edge, StrangerTargets.Of(stack, edge, await stack.MappingAsync()) });
        return outcomes.EnumerateObject().ToDictionary(o => o.Name, o => o.Value.GetString()!, StringComparer.Ordinal);
    }
}

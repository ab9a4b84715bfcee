using System.Globalization;
using System.Text.Json;
using Spectre.Console;

namespace Onboarding.AppHost.Demo;

/// <summary>Draws a journey: the answer, then each step with its time since the registration.</summary>
internal static class JourneyTree
{
    /// <param name="dashboard">Its login link: each trace gets one there. Null where there is none.</param>
    public static Tree Draw(Journey journey, Uri? dashboard)
    {
        var tree = new Tree(Markup.Escape($"{journey.User.Title}: {journey.User.Body.Email}"));
        var answer = tree.AddNode($"POST /register → [{Colour(journey)}]{(int)journey.Answer} {journey.Answer}[/]");
        if (journey.Registration is { } registration)
        {
            AddSteps(tree, registration, dashboard);
            tree.AddNode(string.Create(
                CultureInfo.InvariantCulture, $"seen by this client after {journey.Took.TotalMilliseconds:0} ms"));
        }
        else
        {
            AddFaults(answer, journey.AnswerBody);
        }

        return tree;
    }

    private static void AddSteps(Tree tree, JsonElement registration, Uri? dashboard)
    {
        var created = Time(registration, "createdAt");
        foreach (var step in registration.GetProperty("steps").EnumerateObject())
        {
            tree.AddNode($"{Since(created, step.Value.GetDateTimeOffset())} {Markup.Escape(step.Name)}");
        }

        var status = registration.GetProperty("status").GetString()!;
        var reason = registration.TryGetProperty("reason", out var why) ? $": {why.GetString()}" : "";
        var colour = status == "completed" ? "green" : "yellow";
        tree.AddNode($"{Since(created, Time(registration, "updatedAt"))} [{colour}]{status}[/]{Markup.Escape(reason)}");
        tree.AddNode($"user {registration.GetProperty("userId").GetString()}");
        if (registration.TryGetProperty("traceId", out var trace))
        {
            tree.AddNode(new Text($"trace {Link(trace.GetString()!, dashboard)}"));
        }
    }

    /// <summary>The dashboard's login link goes on to where it is told.</summary>
    private static string Link(string traceId, Uri? dashboard) =>
        dashboard is null ? traceId : $"{dashboard.OriginalString}&returnUrl=/traces/detail/{traceId}";

    private static void AddFaults(TreeNode answer, JsonElement body)
    {
        foreach (var member in body.EnumerateObject())
        {
            answer.AddNode(Markup.Escape($"{member.Name}: {member.Value}"));
        }
    }

    private static string Colour(Journey journey) => (int)journey.Answer < 400 ? "green" : "yellow";

    private static DateTimeOffset Time(JsonElement registration, string name) =>
        registration.GetProperty(name).GetDateTimeOffset();

    private static string Since(DateTimeOffset created, DateTimeOffset at) =>
        string.Create(CultureInfo.InvariantCulture, $"+{(at - created).TotalMilliseconds,4:0} ms");
}

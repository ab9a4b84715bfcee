using System.Text.Json;

namespace Onboarding.LocalAws.HttpApi.Authorizers;

/// <summary>
/// Whether a policy that an authorizer returned allows `execute-api:Invoke` on one route: an explicit Deny wins, and
/// what no statement allows is denied. A statement with a Condition makes the answer malformed, because guessing it
/// would be worse than failing.
/// </summary>
internal static class InvokePolicy
{
    private const string Action = "execute-api:Invoke";

    /// <summary>Null where the document is malformed.</summary>
    public static bool? Allows(JsonElement policy, string routeArn)
    {
        if (policy.ValueKind != JsonValueKind.Object || !policy.TryGetProperty("Statement", out var statements))
        {
            return null;
        }

        var isAllowed = false;
        var isDenied = false;
        foreach (var statement in Each(statements))
        {
            if (statement.ValueKind != JsonValueKind.Object || statement.TryGetProperty("Condition", out _)
                || !statement.TryGetProperty("Effect", out var effect)
                || !statement.TryGetProperty("Action", out var action)
                || !statement.TryGetProperty("Resource", out var resource))
            {
                return null;
            }

            var applies = AnyMatches(action, Action, StringComparison.OrdinalIgnoreCase)
                && AnyMatches(resource, routeArn, StringComparison.Ordinal);
            if (effect.ValueEquals("Allow"))
            {
                isAllowed |= applies;
            }
            else if (effect.ValueEquals("Deny"))
            {
                isDenied |= applies;
            }
            else
            {
                return null;
            }
        }

        return isAllowed && !isDenied;
    }

    private static bool AnyMatches(JsonElement patterns, string text, StringComparison comparison)
    {
        foreach (var pattern in Each(patterns))
        {
            if (pattern.ValueKind == JsonValueKind.String && Matches(pattern.GetString()!, text, comparison))
            {
                return true;
            }
        }

        return false;
    }

    private static JsonElement[] Each(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? [.. element.EnumerateArray()] : [element];

    // Greedy with one remembered star: linear in the usual case, never exponential.
    private static bool Matches(string pattern, string text, StringComparison comparison)
    {
        var p = 0;
        var t = 0;
        var star = -1;
        var resume = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                resume = t;
            }
            else if (p < pattern.Length
                && (pattern[p] == '?' || string.Compare(pattern, p, text, t, 1, comparison) == 0))
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++resume;
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(p).IndexOfAnyExcept('*') < 0;
    }
}

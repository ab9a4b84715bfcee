using System.Text;
using System.Text.Json;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>A page of a list that is in the order of its keys. A token is the last key of the page before.</summary>
internal static class Page
{
    private const int LimitMax = 100;

    public static void Write<T>(
        Utf8JsonWriter answer,
        string member,
        RequestMembers input,
        IEnumerable<T> all,
        Func<T, string> key,
        Action<T> write)
    {
        var limit = input.Integer("Limit") ?? LimitMax;
        if (limit is < 1 or > LimitMax)
        {
            throw EventBridgeErrors.Constraint(limit, "limit", limit < 1
                ? "Member must have value greater than or equal to 1"
                : $"Member must have value less than or equal to {LimitMax}");
        }

        var after = input.Text("NextToken") is { } token ? Decode(token) : null;
        var prefix = input.Text("NamePrefix") ?? "";
        List<T> rest =
        [
            .. all.Where(item => key(item).StartsWith(prefix, StringComparison.Ordinal)
                && (after is null || string.CompareOrdinal(key(item), after) > 0)).Take(limit + 1),
        ];
        answer.WriteStartArray(member);
        foreach (var item in rest.Take(limit))
        {
            write(item);
        }

        answer.WriteEndArray();
        if (rest.Count > limit)
        {
            answer.WriteString("NextToken", Convert.ToBase64String(Encoding.UTF8.GetBytes(key(rest[limit - 1]))));
        }
    }

    private static string Decode(string token)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(token));
        }
        catch (FormatException)
        {
            throw EventBridgeErrors.InvalidToken();
        }
    }
}

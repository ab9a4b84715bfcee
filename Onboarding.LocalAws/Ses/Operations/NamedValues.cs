using System.Text.Json;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Ses.Operations;

/// <summary>Headers and tags: a list of <c>{"Name":"…","Value":"…"}</c>.</summary>
internal static class NamedValues
{
    /// <param name="member">The list; none where it is absent.</param>
    /// <param name="nameMember">Name or Key.</param>
    public static List<KeyValuePair<string, string>> Read(RequestMembers input, string member, string nameMember)
    {
        List<KeyValuePair<string, string>> pairs = [];
        foreach (var pair in input.Objects(member) ?? [])
        {
            pairs.Add(new(pair.Text(nameMember) ?? "", pair.Text("Value") ?? ""));
        }

        return pairs;
    }

    public static void Write(
        Utf8JsonWriter response, string member, string nameMember, IReadOnlyList<KeyValuePair<string, string>> pairs)
    {
        response.WriteStartArray(member);
        foreach (var (name, value) in pairs)
        {
            response.WriteStartObject();
            response.WriteString(nameMember, name);
            response.WriteString("Value", value);
            response.WriteEndObject();
        }

        response.WriteEndArray();
    }
}

using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>How Cognito writes a map: a list of <c>{"Name":"…","Value":"…"}</c>.</summary>
internal static class AttributeList
{
    /// <summary>Empty where it is absent; the last of one name wins.</summary>
    public static IReadOnlyDictionary<string, string> Attributes(this RequestMembers input, string name)
    {
        Dictionary<string, string> map = new(StringComparer.Ordinal);
        foreach (var attribute in input.Objects(name) ?? [])
        {
            map[attribute.RequiredText("Name")] = attribute.Text("Value") ?? "";
        }

        return map;
    }
}

using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>The names and descriptions of resources, as the API's model bounds them.</summary>
internal static class Names
{
    private const int RuleLengthMax = 64;
    private const int BusLengthMax = 256;
    private const int ArchiveLengthMax = 48;
    private const int DescriptionLengthMax = 512;

    public static string Rule(RequestMembers input, string member)
    {
        var name = input.RequiredText(member);
        Check(name, member.ToLowerInvariant(), RuleLengthMax, EventBridgeErrors.NamePattern, hasSlash: false);
        return name;
    }

    public static string Target(RequestMembers target, string path)
    {
        var id = target.RequiredText("Id", path + ".id");
        CheckTarget(id, path + ".id");
        return id;
    }

    public static void CheckTarget(string id, string path) =>
        Check(id, path, RuleLengthMax, EventBridgeErrors.NamePattern, hasSlash: false);

    public static string NewBus(RequestMembers input)
    {
        var name = input.RequiredText("Name");
        Check(name, "name", BusLengthMax, EventBridgeErrors.BusNamePattern, hasSlash: true);
        return name;
    }

    public static string Archive(RequestMembers input)
    {
        var name = input.RequiredText("ArchiveName");
        Check(name, "archiveName", ArchiveLengthMax, EventBridgeErrors.NamePattern, hasSlash: false);
        return name;
    }

    public static string Replay(RequestMembers input)
    {
        var name = input.RequiredText("ReplayName");
        Check(name, "replayName", RuleLengthMax, EventBridgeErrors.NamePattern, hasSlash: false);
        return name;
    }

    public static string? Description(RequestMembers input)
    {
        var description = input.Text("Description");
        return description?.Length > DescriptionLengthMax
            ? throw EventBridgeErrors.Constraint(
                description, "description", $"Member must have length less than or equal to {DescriptionLengthMax}")
            : description;
    }

    private static void Check(string value, string path, int lengthMax, string pattern, bool hasSlash)
    {
        if (value.Length == 0)
        {
            throw EventBridgeErrors.Constraint(value, path, "Member must have length greater than or equal to 1");
        }

        if (value.Length > lengthMax)
        {
            throw EventBridgeErrors.Constraint(
                value, path, $"Member must have length less than or equal to {lengthMax}");
        }

        if (!value.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' || (hasSlash && c == '/')))
        {
            throw EventBridgeErrors.Constraint(
                value, path, $"Member must satisfy regular expression pattern: {pattern}");
        }
    }
}

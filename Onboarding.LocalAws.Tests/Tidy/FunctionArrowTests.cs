using System.Text.RegularExpressions;

namespace Onboarding.LocalAws.Tests.Tidy;

/// <summary>
/// Arrows between the folders of Onboarding.Functions: the table of handlers → use cases → Http, BusEvents,
/// StatusEvents, Streams, Users/OverHttp and Tenants/OverHttp → Hosting → Aws → Settings, and → Tenants → Users →
/// Users/Fields, Users/Passwords.
/// </summary>
public sealed partial class FunctionArrowTests
{
    private const string Project = "Onboarding.Functions/";

    /// <summary>A folder, and all that it may use besides itself and the folders within.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Caching"] = [],
        ["Domains"] = ["Caching", "Randomness", "Users"],
        ["Events"] = [],
        ["Randomness"] = [],
        ["Settings"] = [],
        ["Aws"] = ["Settings"],
        ["Hosting"] = ["Aws", "Randomness", "Settings"],
        ["Http"] = ["Events", "Hosting"],
        ["Streams"] = ["Events", "Hosting"],
        ["Tenants"] = ["Randomness", "Users"],
        ["Tenants.OverHttp"] = ["Events", "Hosting", "Http", "Tenants", "Users", "Users.OverHttp"],
        ["BusEvents"] = ["Events", "Hosting"],
        ["StatusEvents"] = ["Events", "Hosting", "Settings", "Streams", "Tenants", "Users"],
        ["Users"] = ["Randomness", "Users.Fields", "Users.Passwords"],
        ["Users.Fields"] = [],
        ["Users.Passwords"] = ["Randomness"],
        ["Users.OverHttp"] = ["Events", "Http", "Users", "Users.Fields"],
    };

    [Fact]
    public void A_shared_folder_uses_only_what_is_below_it()
    {
        Offenders.None(
            from file in Files()
            let folder = FolderOf(file.Path)
            where Allowed.ContainsKey(folder)
            from used in Uses(file)
            where used != folder && !Allowed[folder].Contains(used)
            select $"{file.Path} uses {used}");
    }

    [Fact]
    public void No_use_case_knows_another()
    {
        Offenders.None(
            from file in Files()
            let folder = FolderOf(file.Path)
            where folder.Length > 0 && !IsShared(folder)
            from used in Uses(file)
            where used != folder && !IsShared(used)
            select $"{file.Path} uses {used}");
    }

    private static IEnumerable<SourceFile> Files() =>
        Repository.CSharp.Where(file => file.Path.StartsWith(Project, StringComparison.Ordinal));

    private static bool IsShared(string folder) => Allowed.ContainsKey(folder) || Allowed.ContainsKey(Top(folder));

    /// <summary>Users/Fields is a folder of its own; Aws/Pipeline belongs to Aws.</summary>
    private static string Known(string folder) => Allowed.ContainsKey(folder) ? folder : Top(folder);

    private static string Top(string folder) => folder.Split('.')[0];

    /// <summary>Empty for the root, which composes the others.</summary>
    private static string FolderOf(string path) =>
        Known(string.Join('.', path[Project.Length..].Split('/')[..^1]));

    private static IEnumerable<string> Uses(SourceFile file) =>
        Namespaces().Matches(file.Text).Select(match => Known(match.Groups[1].Value)).Distinct();

    [GeneratedRegex(@"^using (?:static )?Onboarding\.Functions\.([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespaces();
}

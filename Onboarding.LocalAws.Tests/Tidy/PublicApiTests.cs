using System.Reflection;
using System.Xml.Linq;
using Onboarding.LocalAws.Hosting;

namespace Onboarding.LocalAws.Tests.Tidy;

/// <summary>
/// The package is other people's: what they compile against changes on purpose, and each of it says what it does.
/// </summary>
public sealed class PublicApiTests
{
    private const string Recorded = "Onboarding.LocalAws.Tests/Tidy/PublicApi.txt";

    private static readonly Assembly LocalAws = typeof(LocalAwsHost).Assembly;

    [Fact]
    public void The_public_surface_is_the_recorded_one()
    {
        var path = Path.Combine(Repository.Root, Recorded);
        var now = PublicApi.Print(LocalAws);
        if (Environment.GetEnvironmentVariable("RECORD_PUBLIC_API") == "1")
        {
            File.WriteAllText(path, now);
        }

        var recorded = File.ReadAllText(path);
        Assert.True(recorded == now, $"""
            What others compile against has changed. If that is meant, run this test with RECORD_PUBLIC_API=1 and commit
            {Recorded}; who uses the package reads its difference.
            {Difference(recorded, now)}
            """);
    }

    [Fact]
    public void Everything_public_says_what_it_does()
    {
        var described = XDocument.Load(Path.ChangeExtension(LocalAws.Location, ".xml")).Descendants("member")
            .Where(member => member.Elements().Any(e => e.Name.LocalName is "summary" or "inheritdoc"))
            .Select(member => ((string)member.Attribute("name")!).Split('(')[0].Split("``")[0])
            .ToHashSet(StringComparer.Ordinal);
        Offenders.None(
            from type in LocalAws.GetExportedTypes()
            from id in PublicApi.Members(type).Where(NeedsWords).Select(Id).Append($"T:{Name(type)}")
            where !described.Contains(id)
            select id);
    }

    /// <summary>A parameter of a record is described where the record is; a record's constructor, too.</summary>
    private static bool NeedsWords(MemberInfo member) => member is not ConstructorInfo
        && !member.DeclaringType!.GetConstructors().Any(made =>
            made.GetParameters().Any(p => p.Name == member.Name && member is PropertyInfo));

    private static string Id(MemberInfo member)
    {
        var kind = member switch { MethodBase => 'M', PropertyInfo => 'P', FieldInfo => 'F', _ => 'E' };
        return $"{kind}:{Name(member.DeclaringType!)}.{member.Name}";
    }

    private static string Name(Type type) => type.FullName!.Replace('+', '.');

    private static string Difference(string recorded, string now)
    {
        string[] before = recorded.Split('\n'), after = now.Split('\n');
        return string.Join(
            '\n', [.. before.Except(after).Select(l => "- " + l), .. after.Except(before).Select(l => "+ " + l)]);
    }
}

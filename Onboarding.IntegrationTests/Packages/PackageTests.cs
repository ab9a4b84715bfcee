using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Packages;

[Trait("Category", "Slow")]
[Collection(PackedFeed.Name)]
public sealed class PackageTests(PackedFeed feed)
{
    [Fact]
    public void The_solution_packs_exactly_these()
    {
        var names = Directory.EnumerateFiles(feed.Folder).Select(f => Path.GetFileName(f)!).ToList();
        var version = VersionOf("Onboarding.LocalAws");
        Assert.Equal(
            [
                $"Onboarding.LocalAws.{version}.nupkg",
                $"Onboarding.LocalAws.{version}.snupkg",
                $"Onboarding.LocalAws.Xunit.{version}.nupkg",
                $"Onboarding.LocalAws.Xunit.{version}.snupkg",
                $"localaws.{version}.nupkg",
            ],
            names.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Onboarding.LocalAws", "YamlDotNet")]
    [InlineData("Onboarding.LocalAws.Xunit", "Onboarding.LocalAws", "xunit.extensibility.core")]
    public void A_library_holds_itself_its_words_and_its_needs(string name, params string[] dependencies)
    {
        using var package = feed.Open(name, "nupkg");
        Assert.Equal(
            ["README.md", $"lib/net10.0/{name}.dll", $"lib/net10.0/{name}.xml"], Contents(package));
        var metadata = Metadata(package);
        Assert.Equal(dependencies, Named(metadata, "dependency").Select(d => (string)d.Attribute("id")!));
        Assert.Equal("MIT", Named(metadata, "license").Single().Value);
        Assert.NotEmpty(Named(metadata, "description").Single().Value);

        using var symbols = feed.Open(name, "snupkg");
        Assert.Equal([$"lib/net10.0/{name}.pdb"], Contents(symbols));
    }

    [Fact]
    public void The_library_needs_the_shared_framework_and_names_no_folder_of_its_build()
    {
        using var package = feed.Open("Onboarding.LocalAws", "nupkg");
        Assert.Equal(
            "Microsoft.AspNetCore.App",
            (string?)Named(Metadata(package), "frameworkReference").Single().Attribute("name"));
        using var symbols = feed.Open("Onboarding.LocalAws", "snupkg");
        var root = RepositoryFolder.Root;
        Assert.DoesNotContain(root, Text(package, "Onboarding.LocalAws.dll"), StringComparison.Ordinal);
        Assert.DoesNotContain(root, Text(symbols, "Onboarding.LocalAws.pdb"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_tool_holds_its_program_and_nothing_of_the_onboarding_application()
    {
        using var package = feed.Open("localaws", "nupkg");
        Assert.Equal(
            [
                "Onboarding.LocalAws.Tool.dll", "Onboarding.LocalAws.dll", "README.md", "System.CommandLine.dll",
                "YamlDotNet.dll",
            ],
            Contents(package).Select(path => Path.GetFileName(path))
                .Where(file => Path.GetExtension(file) is ".dll" or ".exe" or ".md").Order(StringComparer.Ordinal));
        Assert.Empty(Named(Metadata(package), "dependency"));
        Assert.Contains("\"localaws\"", Text(package, "DotnetToolSettings.xml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_that_is_no_package_says_so()
    {
        var (exitCode, output, error) = await ChildProcess.TryAsync(
            "dotnet", ["pack", "Onboarding.ServiceDefaults", "--no-build", "--no-restore", "-nologo"]);
        Assert.NotEqual(0, exitCode);
        Assert.Contains("Onboarding.ServiceDefaults is no package", output + error, StringComparison.Ordinal);
    }

    private string VersionOf(string name)
    {
        using var package = feed.Open(name, "nupkg");
        return Named(Metadata(package), "version").Single().Value;
    }

    private static IEnumerable<string> Contents(ZipArchive package) => package.Entries.Select(entry => entry.FullName)
        .Where(path => !path.StartsWith('_') && !path.StartsWith("package/", StringComparison.Ordinal)
            && !path.StartsWith('[') && !path.EndsWith(".nuspec", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    private static XDocument Metadata(ZipArchive package)
    {
        using var nuspec = package.Entries.Single(e => e.Name.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return XDocument.Load(nuspec);
    }

    private static IEnumerable<XElement> Named(XDocument document, string name) =>
        document.Descendants().Where(element => element.Name.LocalName == name);

    private static string Text(ZipArchive package, string file)
    {
        using var content = package.Entries.Single(e => e.Name == file).Open();
        using var reader = new StreamReader(content, Encoding.Latin1);
        return reader.ReadToEnd();
    }
}

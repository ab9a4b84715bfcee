using System.IO.Compression;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Packages;

/// <summary>
/// What <c>dotnet pack Onboarding.sln</c> makes of this working tree. The projects that are packages are built before,
/// without analyzers, so that the whole solution need not be.
/// </summary>
[CollectionDefinition(Name)]
public sealed class PackedFeed : IAsyncLifetime, ICollectionFixture<PackedFeed>
{
    public const string Name = "packages";

    private static readonly string[] Built = ["Onboarding.LocalAws.Xunit", "Onboarding.LocalAws.Tool"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onboarding-packages-");

    public string Folder => Path.Combine(_folder.FullName, "feed");

    public async Task InitializeAsync()
    {
        foreach (var project in Built)
        {
            await ChildProcess.RunAsync(
                "dotnet", ["build", project, "-c", "Release", "-p:Strict=false", "-v", "q", "-nologo"]);
        }

        await ChildProcess.RunAsync(
            "dotnet", ["pack", "Onboarding.sln", "-c", "Release", "--no-build", "-o", Folder, "-nologo"]);
    }

    public Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    /// <param name="name">Without version.</param>
    internal ZipArchive Open(string name, string extension) =>
        ZipFile.OpenRead(Assert.Single(Directory.GetFiles(Folder, $"{name}.?.*.{extension}")));

    /// <summary>A folder outside the repository that knows these packages, and has none of them in a cache.</summary>
    internal async Task<DirectoryInfo> CreateProjectFolderAsync()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder.FullName, Path.GetRandomFileName()));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "nuget.config"), $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{Path.Combine(folder.FullName, ".packages")}" /></config>
              <packageSources><add key="localaws" value="{Folder}" /></packageSources>
            </configuration>
            """);
        return folder;
    }
}

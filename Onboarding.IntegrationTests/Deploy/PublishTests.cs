using System.IO.Compression;
using System.Text;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Deploy;

/// <summary>The README's package command, as far as this machine can link.</summary>
[Trait("Category", "Slow")]
public sealed class PublishTests
{
    private const long SizeBytesMax = 20 * 1024 * 1024;

    [NativeFact]
    public Task The_functions_publish_as_one_small_native_executable() =>
        AssertPublishedAsync(PublishedBootstrap.OfThisMachine);

    [CrossFact]
    public Task The_functions_publish_for_Lambdas_arm64() => AssertPublishedAsync(PublishedBootstrap.ForArm64);

    private static async Task AssertPublishedAsync(PublishedBootstrap bootstrap)
    {
        var output = await bootstrap.GetAsync();
        Assert.True(output.ExitCode == 0, output.Text);
        Assert.DoesNotContain("warning", output.Text, StringComparison.OrdinalIgnoreCase);

        Assert.Equal(
            ["bootstrap"],
            bootstrap.Folder.EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Select(file => file.Name));
        Assert.InRange(bootstrap.Executable.Length, 1, SizeBytesMax);
        Assert.Contains($" bytes for {bootstrap.Architecture}\n", output.Text, StringComparison.Ordinal);

        // Neither this folder nor debug information, which would make the bytes those of one machine, is in it.
        var executable = await File.ReadAllBytesAsync(bootstrap.Executable.FullName);
        Assert.True(executable.AsSpan().IndexOf(Encoding.UTF8.GetBytes(RepositoryFolder.Root)) < 0, "names its folder");
        await using var package = await ZipFile.OpenReadAsync(bootstrap.Package.FullName);
        var entry = Assert.Single(package.Entries);
        Assert.Equal("bootstrap", entry.FullName);
        Assert.Equal(executable.Length, entry.Length);
    }
}

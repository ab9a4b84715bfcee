namespace Onboarding.IntegrationTests.Deploy;

/// <summary>The README's deploy command, as far as no AWS account is needed.</summary>
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

        // The folder is the template's CodeUri: what lies in it is uploaded with every function.
        Assert.Equal(
            ["bootstrap"],
            bootstrap.Folder.EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Select(file => file.Name));
        Assert.InRange(bootstrap.Executable.Length, 1, SizeBytesMax);
    }
}

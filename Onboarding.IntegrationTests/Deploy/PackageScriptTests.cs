using System.IO.Compression;
using System.Runtime.Versioning;
using System.Text;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Deploy;

/// <summary>eng/package.sh without compiling, which takes minutes: PublishTests compile.</summary>
[UnsupportedOSPlatform("windows")]
[Trait("Category", "Slow")]
public sealed class PackageScriptTests
{
    [ZipFact]
    public async Task The_same_executable_makes_the_same_bytes_whenever_and_whoever_packs_it()
    {
        using var folder = new DeploymentFolder();
        await PackedAsync(folder);
        var first = await File.ReadAllBytesAsync(folder.Package);

        File.SetLastWriteTimeUtc(folder.Executable, new DateTime(2031, 7, 8, 9, 10, 11, DateTimeKind.Utc));
        File.SetUnixFileMode(folder.Executable, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        folder.Settings["TZ"] = "Asia/Kolkata";
        await PackedAsync(folder);
        Assert.Equal(first, await File.ReadAllBytesAsync(folder.Package));
    }

    [ZipFact]
    public async Task The_package_holds_one_executable_of_no_time_and_no_owner()
    {
        using var folder = new DeploymentFolder();
        var run = await PackedAsync(folder);
        Assert.Matches("^artifacts/bootstrap.zip: [0-9]+ bytes for arm64\n$", run.Output);
        await using var package = await ZipFile.OpenReadAsync(folder.Package);
        var entry = Assert.Single(package.Entries);
        Assert.Equal("bootstrap", entry.FullName);
        Assert.Equal(new DateTime(1980, 1, 1), entry.LastWriteTime.DateTime);
        Assert.Equal(Convert.ToInt32("100755", 8), entry.ExternalAttributes >>> 16);
        // 22 bytes of end record, 46 + 9 of the directory, 30 + 9 of the header: no extra field with a time or owner.
        Assert.Equal(22 + 46 + 9 + 30 + 9 + entry.CompressedLength, new FileInfo(folder.Package).Length);
    }

    [ZipFact]
    public async Task An_executable_for_x86_64_says_what_the_template_must_be_told()
    {
        using var folder = new DeploymentFolder();
        await SetMachineAsync(folder, 62);
        var run = await PackedAsync(folder);
        Assert.Contains("The template's Architecture must be x86_64", run.Output, StringComparison.Ordinal);
    }

    [ZipFact]
    public async Task What_Lambda_could_not_start_is_not_packed()
    {
        using var folder = new DeploymentFolder();
        await RefusedAsync("is for arm64, not x86_64", "--architecture", "x86_64");
        await File.AppendAllTextAsync(folder.Executable, "GLIBC_2.17\0GLIBC_2.34\0", Encoding.ASCII);
        await PackedAsync(folder);
        await File.AppendAllTextAsync(folder.Executable, "GLIBC_2.9\0GLIBC_2.38\0", Encoding.ASCII);
        await RefusedAsync("needs GLIBC_2.38 and Lambda has GLIBC_2.34");
        await SetMachineAsync(folder, 243);
        await RefusedAsync("is no executable for Linux on arm64 or x86_64");
        File.Delete(folder.Executable);
        await RefusedAsync("there is no artifacts/bootstrap/bootstrap");
        await RefusedAsync("--architecture is arm64 or x86_64, not 'mips'", "--architecture", "mips");
        await RefusedAsync("unknown option --zip", "--zip");

        async Task RefusedAsync(string expected, params string[] arguments)
        {
            var run = await folder.RunAsync("package.sh", ["--zip-only", .. arguments]);
            Assert.Equal(1, run.ExitCode);
            Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        }
    }

    private static async Task<ScriptRun> PackedAsync(DeploymentFolder folder)
    {
        var run = await folder.RunAsync("package.sh", ["--zip-only"]);
        run.Succeeded();
        return run;
    }

    /// <param name="machine">ELF's e_machine.</param>
    private static async Task SetMachineAsync(DeploymentFolder folder, byte machine)
    {
        var header = await File.ReadAllBytesAsync(folder.Executable);
        header[18] = machine;
        await File.WriteAllBytesAsync(folder.Executable, header);
    }
}

/// <summary>Skipped by name where this machine lacks zip; .ci/run installs it.</summary>
internal sealed class ZipFactAttribute : FactAttribute
{
    public ZipFactAttribute() => Skip = SearchPath.Has("zip") ? null : "no zip";
}

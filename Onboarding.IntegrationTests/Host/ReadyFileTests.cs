using System.Runtime.Versioning;
using System.Text.Json;
using Onboarding.AppHost.Graph;
using Onboarding.LocalAws.Hosting;

namespace Onboarding.IntegrationTests.Host;

/// <summary>The ready file holds the API key: on Unix it is its owner's alone, with any umask.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ReadyFileTests : IDisposable
{
    private const UnixFileMode Owners = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Everybodys =
        Owners | UnixFileMode.GroupRead | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private static readonly ReadyFile Ready = new(
        new Uri("http://127.0.0.1:4566"), "us-east-1", null, "onb_secret",
        new Uri("http://127.0.0.1:4566/_localaws/mail"), null, new Dictionary<string, string>());

    private readonly TemporaryFolder _folder = new();

    private FileInfo File => new(Path.Combine(_folder.Path, "ready.json"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Is_its_owners_alone()
    {
        Ready.Write(File);
        AssertWritten();
    }

    [Fact]
    public void Takes_the_place_of_one_that_everybody_can_read_and_has_open()
    {
        System.IO.File.WriteAllText(File.FullName, "old");
        System.IO.File.SetUnixFileMode(File.FullName, Everybodys);
        using var open = new StreamReader(File.FullName);
        Ready.Write(File);
        AssertWritten();
        Assert.Equal("old", open.ReadToEnd());
    }

    [Fact]
    public void Does_not_follow_a_link_that_somebody_put_there()
    {
        var theirs = Path.Combine(_folder.Path, "theirs");
        System.IO.File.WriteAllText(theirs, "");
        System.IO.File.SetUnixFileMode(theirs, Everybodys);
        foreach (var name in new[] { File.FullName, File.FullName + ".tmp" })
        {
            System.IO.File.CreateSymbolicLink(name, theirs);
        }

        Ready.Write(File);
        Assert.Null(File.LinkTarget);
        Assert.Equal(Owners, System.IO.File.GetUnixFileMode(File.FullName));
        Assert.Equal("", System.IO.File.ReadAllText(theirs));
    }

    [Fact]
    public void Leaves_nothing_behind_where_it_cannot_be_written()
    {
        Directory.CreateDirectory(File.FullName);
        Assert.Throws<LocalAwsException>(() => Ready.Write(File));
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    private void AssertWritten()
    {
        Assert.Equal(Owners, System.IO.File.GetUnixFileMode(File.FullName));
        using var written = JsonDocument.Parse(System.IO.File.ReadAllBytes(File.FullName));
        Assert.Equal("onb_secret", written.RootElement.GetProperty("apiKey").GetString());
        Assert.Single(Directory.GetFiles(_folder.Path));
    }
}

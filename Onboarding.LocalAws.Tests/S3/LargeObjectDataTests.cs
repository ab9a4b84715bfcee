using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Tests.Kernel.Journal;

namespace Onboarding.LocalAws.Tests.S3;

/// <summary>Objects that lie in files, below a data folder: what a crash and a restart leave of them.</summary>
public sealed class LargeObjectDataTests : IDisposable
{
    private const string Bucket = "kept";

    private static readonly byte[] First = Pattern(seed: 1);
    private static readonly byte[] Second = Pattern(seed: 2);

    private readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Survives_a_crash_and_a_clean_stop()
    {
        await using (var host = await StartAsync(_folder))
        {
            await FillAsync(host);
            using var crashed = Copy();
            await using var afterCrash = await StartAsync(crashed);
            Assert.Equal(Second, await GetAsync(afterCrash, "k"));
        }

        await using var afterStop = await StartAsync(_folder);
        Assert.Equal(Second, await GetAsync(afterStop, "k"));
        Assert.Single(Files(_folder));
    }

    [Fact]
    public async Task Survives_as_a_snapshot()
    {
        await using (var host = await StartAsync(_folder))
        {
            await FillAsync(host);
            await host.Services.CompactAsync();
            await PutAsync(host, "other", First);
        }

        await using var restarted = await StartAsync(_folder);
        Assert.Equal(Second, await GetAsync(restarted, "k"));
        Assert.Equal(First, await GetAsync(restarted, "other"));
    }

    [Fact]
    public async Task A_replaced_or_deleted_object_keeps_no_file()
    {
        await using var host = await StartAsync(_folder);
        await FillAsync(host);
        Assert.Single(Files(_folder));
        using var s3 = S3(host);
        await s3.DeleteObjectAsync(Bucket, "k");
        Assert.Empty(Files(_folder));
    }

    [Fact]
    public async Task A_file_that_no_object_names_is_removed_by_the_next_start()
    {
        await using (var host = await StartAsync(_folder))
        {
            await FillAsync(host);
        }

        // What a crash leaves between the file and the record that names it.
        await File.WriteAllBytesAsync(Path.Combine(ObjectsOf(_folder), $"{new string('0', 32)}.object"), First);
        await using var restarted = await StartAsync(_folder);
        Assert.Single(Files(_folder));
        Assert.Equal(Second, await GetAsync(restarted, "k"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_lost_or_cut_file_is_one_clear_line_at_the_next_start(bool isLost)
    {
        await using (var host = await StartAsync(_folder))
        {
            await FillAsync(host);
        }

        var file = Assert.Single(Files(_folder));
        if (isLost)
        {
            File.Delete(file);
        }
        else
        {
            await File.WriteAllBytesAsync(file, Second[..100]);
        }

        var refusal = await Assert.ThrowsAsync<LocalAwsException>(() => StartAsync(_folder));
        Assert.StartsWith(
            $"the object 'k' of the bucket '{Bucket}' has lost its content: '{file}' ",
            refusal.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reset_removes_the_files()
    {
        await using var host = await StartAsync(_folder);
        await FillAsync(host);
        using var reset = await host.Http.PostAsync("/_localaws/reset", null);
        Assert.Equal(HttpStatusCode.OK, reset.StatusCode);
        Assert.Empty(Files(_folder));
    }

    [Fact]
    public async Task Nobody_else_can_read_the_files()
    {
        await using var host = await StartAsync(_folder);
        await FillAsync(host);
        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode owners = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            Assert.Equal(owners, File.GetUnixFileMode(Assert.Single(Files(_folder))));
            Assert.Equal(owners | UnixFileMode.UserExecute, File.GetUnixFileMode(ObjectsOf(_folder)));
        }
    }

    private static Task<TestHost> StartAsync(DataFolder folder) =>
        TestHost.StartAsync(new LocalAwsOptions { DataFolder = new DirectoryInfo(folder.Path) });

    /// <summary>One object that has replaced another.</summary>
    private static async Task FillAsync(TestHost host)
    {
        using var s3 = S3(host);
        await s3.PutBucketAsync(Bucket);
        await PutAsync(host, "k", First);
        await PutAsync(host, "k", Second);
    }

    private static async Task PutAsync(TestHost host, string key, byte[] content)
    {
        using var s3 = S3(host);
        await s3.PutObjectAsync(
            new PutObjectRequest { BucketName = Bucket, Key = key, InputStream = new MemoryStream(content) });
    }

    private static async Task<byte[]> GetAsync(TestHost host, string key)
    {
        using var s3 = S3(host);
        using var answer = await s3.GetObjectAsync(Bucket, key);
        using var content = new MemoryStream();
        await answer.ResponseStream.CopyToAsync(content);
        return content.ToArray();
    }

    private static AmazonS3Client S3(TestHost host) =>
        new(TestHost.Root, host.Configure(new AmazonS3Config { ForcePathStyle = true }));

    private static string ObjectsOf(DataFolder folder) => Path.Combine(folder.Path, "objects");

    private static List<string> Files(DataFolder folder) => [.. Directory.EnumerateFiles(ObjectsOf(folder))];

    /// <summary>What a kill at this moment leaves.</summary>
    private DataFolder Copy()
    {
        var copy = _folder.Copy();
        Directory.CreateDirectory(ObjectsOf(copy));
        foreach (var file in Files(_folder))
        {
            File.Copy(file, Path.Combine(ObjectsOf(copy), Path.GetFileName(file)));
        }

        return copy;
    }

    private static byte[] Pattern(int seed)
    {
        var bytes = new byte[2_000_000];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}

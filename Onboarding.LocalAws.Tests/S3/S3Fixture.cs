using System.Net;
using System.Text;
using Amazon.S3;
using Amazon.S3.Model;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.S3;

/// <summary>A host with one bucket and the unmodified AWS SDK pointed at it.</summary>
public abstract class S3Fixture : IAsyncLifetime
{
    protected const string Bucket = "tests-bucket";

    private protected TestHost Host { get; private set; } = null!;

    protected AmazonS3Client S3 { get; private set; } = null!;

    public virtual async Task InitializeAsync()
    {
        Host = await TestHost.StartAsync();
        S3 = new AmazonS3Client(TestHost.Root, Host.Configure(new AmazonS3Config { ForcePathStyle = true }));
        await S3.PutBucketAsync(Bucket);
    }

    public async Task DisposeAsync()
    {
        S3.Dispose();
        await Host.DisposeAsync();
    }

    protected Task<PutObjectResponse> PutAsync(string key, string content = "content") =>
        S3.PutObjectAsync(new PutObjectRequest { BucketName = Bucket, Key = key, ContentBody = content });

    protected async Task<string> GetTextAsync(string key)
    {
        using var response = await S3.GetObjectAsync(Bucket, key);
        using var reader = new StreamReader(response.ResponseStream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    protected async Task<byte[]> GetAsync(string key)
    {
        using var answer = await S3.GetObjectAsync(Bucket, key);
        return await ReadAsync(answer);
    }

    protected static async Task<byte[]> ReadAsync(GetObjectResponse answer)
    {
        using var content = new MemoryStream();
        await answer.ResponseStream.CopyToAsync(content);
        return content.ToArray();
    }

    /// <summary>The files of large objects.</summary>
    protected List<string> Files() =>
        [.. Directory.EnumerateFiles(Host.Services.S3.Contents.FolderPath, "*.object")];

    /// <summary>Content that is the same with each run, and nowhere the same.</summary>
    protected static byte[] Pattern(int sizeBytes, int seed)
    {
        var bytes = new byte[sizeBytes];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    /// <summary>The status and code of the error that the call fails with.</summary>
    protected static async Task<(HttpStatusCode Status, string Code)> FaultAsync(Func<Task> call)
    {
        var fault = await Assert.ThrowsAnyAsync<AmazonS3Exception>(call);
        return (fault.StatusCode, fault.ErrorCode);
    }
}

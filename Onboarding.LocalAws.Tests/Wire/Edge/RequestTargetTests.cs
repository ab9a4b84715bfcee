using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.S3;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.Wire.Edge;

/// <summary>
/// Documented(https://www.rfc-editor.org/rfc/rfc9112#section-3.2.2): a server accepts the absolute form. Clients that
/// LocalStack.Client makes send no other, as they take the emulator for their proxy
/// (https://github.com/localstack-dotnet/localstack-dotnet-client/blob/master/src/LocalStack.Client/SessionModern.cs).
/// </summary>
public sealed class RequestTargetTests : IAsyncLifetime
{
    private TestHost _host = null!;

    public async Task InitializeAsync() => _host = await TestHost.StartAsync(new LocalAwsOptions());

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_client_behind_a_proxy_is_served()
    {
        using var dynamoDb = new AmazonDynamoDBClient(TestHost.Root, ByProxy(new AmazonDynamoDBConfig()));
        Assert.Empty((await dynamoDb.ListTablesAsync()).TableNames);
    }

    [Fact]
    public async Task The_key_of_an_object_is_the_path_behind_the_authority()
    {
        using var s3 = new AmazonS3Client(TestHost.Root, ByProxy(new AmazonS3Config { ForcePathStyle = true }));
        await s3.PutBucketAsync("by-proxy");
        await s3.PutObjectAsync(new() { BucketName = "by-proxy", Key = "a/b c", ContentBody = "here" });
        using var found = await s3.GetObjectAsync("by-proxy", "a/b c");
        Assert.Equal("here", await new StreamReader(found.ResponseStream).ReadToEndAsync());
    }

    private TConfig ByProxy<TConfig>(TConfig config)
        where TConfig : ClientConfig
    {
        _host.Configure(config);
        var edge = new Uri(config.ServiceURL);
        config.ProxyHost = edge.Host;
        config.ProxyPort = edge.Port;
        return config;
    }
}

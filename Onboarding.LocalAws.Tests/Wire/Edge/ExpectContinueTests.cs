using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.Wire.Edge;

/// <summary>
/// Recorded: S3 answers "100 Continue" to every PUT that expects it, an empty one, too (boto/botocore, awsrequest.py).
/// </summary>
public sealed class ExpectContinueTests : IAsyncLifetime
{
    private const string Expects = "Expect: 100-continue";

    private TestHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await TestHost.StartAsync();
        _host.Services.S3.Store.CreateBucket("bucket", _host.Services.Time.GetUtcNow());
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("Content-Length: 0")]
    [InlineData("Accept: */*")]
    public async Task An_empty_body_is_continued_each_time_on_one_connection(string length)
    {
        using var raw = await RawHttp.ConnectAsync(_host);
        for (var i = 0; i < 6; i++)
        {
            await raw.SendAsync(Head($"/bucket/empty-{i}", length, Expects));
            Assert.Equal(100, (await raw.ReceiveAsync()).Status);
            var put = await raw.ReceiveAsync();
            Assert.Equal((200, false), (put.Status, put.Closes));
        }

        await raw.SendAsync(Head("/bucket/empty", length));
        Assert.Equal(200, (await raw.ReceiveAsync()).Status);
    }

    [Fact]
    public async Task An_empty_body_that_is_refused_is_continued_first_and_the_connection_stays()
    {
        using var raw = await RawHttp.ConnectAsync(_host);
        await raw.SendAsync(Head("/no-bucket/key", "Content-Length: 0", Expects));
        Assert.Equal(100, (await raw.ReceiveAsync()).Status);
        var refused = await raw.ReceiveAsync();
        Assert.Equal((404, false), (refused.Status, refused.Closes));
        await raw.SendAsync(Head("/bucket/key", "Content-Length: 0"));
        Assert.Equal(200, (await raw.ReceiveAsync()).Status);
    }

    [Fact]
    public async Task A_body_with_content_is_continued_once()
    {
        using var raw = await RawHttp.ConnectAsync(_host);
        await raw.SendAsync(Head("/bucket/key", "Content-Length: 5", Expects));
        Assert.Equal(100, (await raw.ReceiveAsync()).Status);
        await raw.SendAsync("hello");
        Assert.Equal(200, (await raw.ReceiveAsync()).Status);
    }

    private string Head(string path, params string[] headers) => RawHttp.SignedHead(
        _host, _host.Services.Credentials.Root, "s3", "PUT", path, "UNSIGNED-PAYLOAD", headers);
}

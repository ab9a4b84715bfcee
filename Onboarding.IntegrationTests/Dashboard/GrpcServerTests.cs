using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Logging.Abstractions;
using Onboarding.AppHost.Dashboard.Grpc;

namespace Onboarding.IntegrationTests.Dashboard;

/// <summary>The framing, against .NET's HTTP/2 client.</summary>
public sealed class GrpcServerTests : IAsyncLifetime
{
    private readonly SharedKey _key = new("x-resource-service-api-key", "secret");
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private GrpcServer _server = null!;

    private GrpcClient Client { get; set; } = null!;

    public async Task InitializeAsync()
    {
        _server = await GrpcServer.StartAsync(
            _key,
            new Dictionary<string, GrpcMethod>
            {
                ["/test/Echo"] = async (call, stop) =>
                    await call.SendAsync(await call.ReadAsync(StringValue.Parser, stop), stop),
                ["/test/Count"] = CountAsync,
                ["/test/Wait"] = WaitAsync,
                ["/test/Refuse"] = (_, _) => throw new GrpcException(GrpcStatus.NotFound, "not here: ü"),
                ["/test/Fail"] = (_, _) => throw new InvalidOperationException("a bug"),
            },
            NullLoggerFactory.Instance,
            CancellationToken.None);
        Client = new GrpcClient(_server.Url, _key.Value);
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(200_000)]
    public async Task A_message_of_any_size_arrives_whole(int size)
    {
        var text = new StringValue { Value = new string('x', size) };
        Assert.Equal(text, await Client.CallAsync("/test/Echo", text, StringValue.Parser));
    }

    [Fact]
    public async Task A_stream_sends_each_message_at_once()
    {
        List<int> seen = [];
        await foreach (var message in Client.WatchAsync("/test/Count", new Empty(), Int32Value.Parser))
        {
            seen.Add(message.Value);
        }

        Assert.Equal([1, 2, 3], seen);
        Assert.Equal("0", Client.LastStatus);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("secre")]
    [InlineData("Secret")]
    [InlineData("secret2")]
    public async Task Without_the_key_nothing_is_answered(string? key)
    {
        using var stranger = new GrpcClient(_server.Url, key);
        using var response = await stranger.SendAsync("/test/Echo", GrpcClient.Frame(new Empty()));
        Assert.Equal("16", GrpcClient.StatusOf(response));
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("/test/Refuse", "5")]
    [InlineData("/test/Fail", "13")]
    [InlineData("/test/Unknown", "12")]
    public async Task A_call_that_fails_has_its_status_in_the_headers(string method, string status)
    {
        using var response = await Client.SendAsync(method, GrpcClient.Frame(new Empty()));
        Assert.Equal(status, GrpcClient.StatusOf(response));
        Assert.DoesNotContain("a bug", response.Headers.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_message_of_a_status_is_percent_encoded()
    {
        using var response = await Client.SendAsync("/test/Refuse", GrpcClient.Frame(new Empty()));
        Assert.Equal("not%20here%3A%20%C3%BC", response.Headers.GetValues("grpc-message").Single());
    }

    [Theory]
    [InlineData(new byte[0], "3")]
    [InlineData(new byte[] { 0, 0, 0 }, "3")]
    [InlineData(new byte[] { 1, 0, 0, 0, 0 }, "12")]
    [InlineData(new byte[] { 0, 0, 0, 0, 9, 1 }, "3")]
    [InlineData(new byte[] { 0, 0, 0, 0, 1, 255 }, "3")]
    [InlineData(new byte[] { 0, 255, 255, 255, 255 }, "8")]
    public async Task What_is_no_message_is_refused(byte[] body, string status)
    {
        using var response = await Client.SendAsync("/test/Echo", body);
        Assert.Equal(status, GrpcClient.StatusOf(response));
    }

    [Fact]
    public async Task AClient_that_goes_ends_its_stream()
    {
        using (var leaving = new GrpcClient(_server.Url, _key.Value))
        {
            using var response = await leaving.SendAsync("/test/Wait", GrpcClient.Frame(new Empty()));
        }

        await _stopped.Task.WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System);
        Assert.True(_stopped.Task.IsCompletedSuccessfully);
    }

    /// <summary>Never with 0, after which the dashboard calls again at once.</summary>
    [Fact]
    public async Task A_stop_ends_the_streams_with_unavailable()
    {
        using var response = await Client.SendAsync("/test/Wait", GrpcClient.Frame(new Empty()));
        await _server.DisposeAsync();
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
        Assert.Equal("14", GrpcClient.StatusOf(response));
    }

    private static async Task CountAsync(GrpcCall call, CancellationToken stop)
    {
        for (var i = 1; i <= 3; i++)
        {
            await call.SendAsync(new Int32Value { Value = i }, stop);
        }
    }

    private async Task WaitAsync(GrpcCall call, CancellationToken stop)
    {
        await call.StartAsync(stop);
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
        }
        finally
        {
            _stopped.TrySetResult();
        }
    }
}

using Microsoft.AspNetCore.Connections;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Wire.Edge;

namespace Onboarding.LocalAws.Tests.Wire.Edge;

/// <summary>Local: whose connection is kept where there cannot be more.</summary>
public sealed class EdgeConnectionsTests
{
    [Fact]
    public async Task The_one_that_is_idle_longest_makes_way()
    {
        var connections = new EdgeConnections(2);
        var (first, second, third) = (Connection(), Connection(), Connection());
        await EnterAsync(connections, first);
        await EnterAsync(connections, second);
        // A request makes the first the one that was active last.
        Of(first).BeginRequest();
        Of(first).EndRequest();
        await EnterAsync(connections, third);
        Assert.True(second.ConnectionClosed.IsCancellationRequested);
        Assert.False(first.ConnectionClosed.IsCancellationRequested);
    }

    [Fact]
    public async Task One_with_a_request_in_progress_stays_and_the_next_waits()
    {
        var connections = new EdgeConnections(1);
        var (busy, next) = (Connection(), Connection());
        await EnterAsync(connections, busy);
        Of(busy).BeginRequest();
        var entering = EnterAsync(connections, next);
        Assert.False(entering.IsCompleted);
        Of(busy).Leave();
        await entering;
        Assert.False(busy.ConnectionClosed.IsCancellationRequested);
    }

    [Fact]
    public async Task One_waits_while_there_are_no_files_to_spare()
    {
        var hasFiles = false;
        var connections = new EdgeConnections(10, () => hasFiles);
        var entering = EnterAsync(connections, Connection());
        Assert.False(entering.IsCompleted);
        hasFiles = true;
        await entering;
    }

    [Fact]
    public async Task Waiting_ends_with_the_host()
    {
        var connections = new EdgeConnections(0);
        using var stop = new CancellationTokenSource();
        var entering = connections.EnterAsync(Connection(), stop.Token).AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => entering.InTimeAsync());
    }

    [Fact]
    public async Task A_stack_within_its_files_takes_connections_and_one_without_does_not()
    {
        var open = 100;
        var connections = ConnectionLimit.Of(limit: 250, () => open);
        await EnterAsync(connections, Connection());
        open = 240;
        var entering = EnterAsync(connections, Connection());
        Assert.False(entering.IsCompleted);
        open = 200;
        await entering;
    }

    private static async Task EnterAsync(EdgeConnections connections, TestConnection connection) =>
        await connections.EnterAsync(connection, default).AsTask().InTimeAsync("a place");

    private static EdgeConnection Of(ConnectionContext connection) => connection.Features.Get<EdgeConnection>()!;

    private static TestConnection Connection() => new();

    /// <summary>Leaves as soon as it is told to end, as a real one does through Kestrel.</summary>
    private sealed class TestConnection : DefaultConnectionContext
    {
        private readonly CancellationTokenSource _closed = new();

        public TestConnection() => ConnectionClosed = _closed.Token;

        public override void Abort(ConnectionAbortedException abortReason)
        {
            _closed.Cancel();
            Of(this).Leave();
        }
    }
}

using System.Diagnostics;
using Microsoft.AspNetCore.Connections;

namespace Onboarding.LocalAws.Wire.Edge;

/// <summary>
/// Keeps the number of connections at a limit. Where there are that many, the next is not taken from the system's queue
/// until it has a place: it gets that of the connection that has been idle longest, so that nobody can lock this host
/// by holding connections. Only while each of them has a request in progress do new ones wait.
/// </summary>
/// <remarks>
/// Kestrel's own limit closes what is too much, but accepts it first: a burst of connections then takes the files that
/// the process needs for itself.
/// </remarks>
/// <param name="hasFiles">Whether the process can open more files; null where it always can.</param>
internal sealed class EdgeConnections(int countMax, Func<bool>? hasFiles = null)
{
    /// <summary>Files are closed without telling anybody here.</summary>
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMilliseconds(50);

    /// <summary>A client that has just connected, or has just got an answer, is about to send.</summary>
    private static readonly TimeSpan IdleTimeMin = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();

    /// <summary>Longest first.</summary>
    private readonly LinkedList<EdgeConnection> _idle = [];

    private int _count;

    /// <summary>Completes once there may be a place; null while nobody waits.</summary>
    private TaskCompletionSource? _change;

    /// <summary>Completes once the connection has its place. One at a time: accepting goes on only then.</summary>
    public async ValueTask EnterAsync(ConnectionContext context, CancellationToken stop)
    {
        var connection = new EdgeConnection(this, context);
        while (TryEnter(connection, out var displaced, out var change) is false)
        {
            displaced?.Context.Abort(new ConnectionAbortedException("Its place is needed by another connection."));
            await Task.WhenAny(change!, Task.Delay(AskAgainAfter, TimeProvider.System, stop));
            stop.ThrowIfCancellationRequested();
        }

        context.Features.Set(connection);
    }

    /// <summary>Runs a connection that has its place.</summary>
    public static async Task RunAsync(ConnectionContext context, ConnectionDelegate next)
    {
        try
        {
            await next(context);
        }
        finally
        {
            context.Features.Get<EdgeConnection>()?.Leave();
        }
    }

    /// <summary>A request begins.</summary>
    public void Busy(EdgeConnection connection)
    {
        lock (_lock)
        {
            if (connection.Place.List is not null)
            {
                _idle.Remove(connection.Place);
            }
        }
    }

    /// <summary>A request has ended.</summary>
    public void Idle(EdgeConnection connection)
    {
        lock (_lock)
        {
            if (!connection.IsEnding && connection.Place.List is null)
            {
                connection.IdleSince = Stopwatch.GetTimestamp();
                _idle.AddLast(connection.Place);
            }
        }
    }

    public void Leave(EdgeConnection connection)
    {
        lock (_lock)
        {
            _count--;
            if (connection.Place.List is not null)
            {
                _idle.Remove(connection.Place);
            }

            // A request that ends later does not make it idle again.
            connection.IsEnding = true;
            SignalUnderLock();
        }
    }

    /// <param name="displaced">Who is to end now, if anybody is idle.</param>
    /// <param name="change">When to ask again.</param>
    private bool TryEnter(EdgeConnection connection, out EdgeConnection? displaced, out Task? change)
    {
        (displaced, change) = (null, null);
        // Asked before the lock: it reads a folder.
        var isOpen = hasFiles?.Invoke() ?? true;
        lock (_lock)
        {
            if (isOpen && _count < countMax)
            {
                _count++;
                connection.IdleSince = Stopwatch.GetTimestamp();
                _idle.AddLast(connection.Place);
                return true;
            }

            if (_idle.First?.Value is { } longest && Stopwatch.GetElapsedTime(longest.IdleSince) >= IdleTimeMin)
            {
                _idle.RemoveFirst();
                longest.IsEnding = true;
                displaced = longest;
            }

            _change ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            change = _change.Task;
            return false;
        }
    }

    private void SignalUnderLock()
    {
        _change?.SetResult();
        _change = null;
    }
}

/// <summary>One connection; its requests come one after the other.</summary>
internal sealed class EdgeConnection
{
    private readonly EdgeConnections _connections;

    public EdgeConnection(EdgeConnections connections, ConnectionContext context)
    {
        _connections = connections;
        Context = context;
        Place = new LinkedListNode<EdgeConnection>(this);
    }

    public ConnectionContext Context { get; }

    /// <summary>A timestamp of <see cref="Stopwatch"/>; under the lock of <see cref="EdgeConnections"/>.</summary>
    public long IdleSince { get; set; }

    /// <summary>In the list of idle connections, which is <see cref="EdgeConnections"/>'s, under its lock.</summary>
    public LinkedListNode<EdgeConnection> Place { get; }

    /// <summary>Told to end, or at its end; under the same lock.</summary>
    public bool IsEnding { get; set; }

    public void BeginRequest() => _connections.Busy(this);

    public void EndRequest() => _connections.Idle(this);

    public void Leave() => _connections.Leave(this);
}

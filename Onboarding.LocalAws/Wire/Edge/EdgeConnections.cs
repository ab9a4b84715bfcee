using System.Diagnostics;
using Microsoft.AspNetCore.Connections;

namespace Onboarding.LocalAws.Wire.Edge;

/// <summary>
/// Keeps the number of connections at a limit. Where there are that many, the next is not taken from the system's queue
/// until it has a place: it gets that of the connection that has been idle longest, so that no client can block this
/// host by holding connections. Only while each of them has a request in progress do new ones wait.
/// </summary>
/// <remarks>
/// Kestrel's own limit closes what is too much, but accepts it first: a burst of connections then takes the files that
/// the process needs for itself.
/// </remarks>
/// <param name="hasFiles">Whether the process can open more files; null where it always can.</param>
internal sealed class EdgeConnections(int countMax, Func<bool>? hasFiles = null)
{
    /// <summary>Polled, since neither a closed file nor the end of a request raises an event here.</summary>
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMilliseconds(20);

    /// <summary>A client that has just connected, or has just got an answer, is about to send.</summary>
    private static readonly TimeSpan IdleTimeMin = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();
    private readonly HashSet<EdgeConnection> _connections = [];

    /// <summary>Completes once the connection has its place. One at a time: accepting goes on only then.</summary>
    public async ValueTask EnterAsync(ConnectionContext context, CancellationToken stop)
    {
        var connection = new EdgeConnection(this, context);
        while (!TryEnter(connection, out var displaced))
        {
            displaced?.Context.Abort(new ConnectionAbortedException("Its place is needed by another connection."));
            await Task.Delay(AskAgainAfter, TimeProvider.System, stop);
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

    public void Leave(EdgeConnection connection)
    {
        lock (_lock)
        {
            _connections.Remove(connection);
        }
    }

    /// <param name="displaced">The connection to abort, if one is idle.</param>
    private bool TryEnter(EdgeConnection connection, out EdgeConnection? displaced)
    {
        displaced = null;
        // Asked before the lock: it reads a folder.
        var isOpen = hasFiles?.Invoke() ?? true;
        lock (_lock)
        {
            if (isOpen && _connections.Count < countMax)
            {
                _connections.Add(connection);
                return true;
            }

            // Each request would have to keep the order otherwise; here the few that come too much pay for it.
            displaced = _connections.Where(c => !c.IsEnding && c.IdleTime >= IdleTimeMin).MaxBy(c => c.IdleTime);
            if (displaced is not null)
            {
                displaced.IsEnding = true;
            }

            return false;
        }
    }
}

/// <summary>One connection; its requests come one after the other.</summary>
internal sealed class EdgeConnection(EdgeConnections connections, ConnectionContext context)
{
    private const long Busy = long.MaxValue;

    /// <summary>A timestamp of <see cref="Stopwatch"/>, or <see cref="Busy"/>.</summary>
    private long _idleSince = Stopwatch.GetTimestamp();

    public ConnectionContext Context { get; } = context;

    /// <summary>Negative while a request is in progress.</summary>
    public TimeSpan IdleTime => Volatile.Read(ref _idleSince) is var since && since == Busy
        ? TimeSpan.MinValue
        : Stopwatch.GetElapsedTime(since);

    /// <summary>Told to end; under the lock of <see cref="EdgeConnections"/>.</summary>
    public bool IsEnding { get; set; }

    public void BeginRequest() => Volatile.Write(ref _idleSince, Busy);

    public void EndRequest() => Volatile.Write(ref _idleSince, Stopwatch.GetTimestamp());

    public void Leave() => connections.Leave(this);
}

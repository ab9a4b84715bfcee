namespace Onboarding.LocalAws.Wire.Edge;

/// <summary>
/// The memory that the bodies of all requests in flight may take together. A request takes the room of its whole body
/// before it reads the first byte and never asks for more, so that no two requests can wait for each other's part.
/// </summary>
/// <remarks>
/// A request may hold its room while a function runs for it, and that function calls this host in its turn: were there
/// no room for it, both would wait. <see cref="BodySender.Function"/> therefore has a reserved share. A request that
/// finds no room waits in line, for a limited time in a line of limited length (backpressure). A body that fits in its
/// connection's own buffer takes no further memory and needs no room, so that small requests pass by a line of large
/// ones.
/// </remarks>
internal sealed class BodyBudget(BodyBudgetOptions options, TimeProvider time)
{
    /// <summary>One block of a connection's buffer.</summary>
    public const int FreeSizeBytesMax = 4 * 1024;

    private readonly Lock _lock = new();
    private readonly LinkedList<Waiter> _functions = [];
    private readonly LinkedList<Waiter> _others = [];
    private long _taken;

    /// <summary>What is taken now: for tests.</summary>
    public long TakenSizeBytes
    {
        get
        {
            lock (_lock)
            {
                return _taken;
            }
        }
    }

    /// <summary>How many stand in line: for tests.</summary>
    public int WaitingCount
    {
        get
        {
            lock (_lock)
            {
                return _functions.Count + _others.Count;
            }
        }
    }

    /// <param name="sizeBytes">The most that the body can take. More than there is counts as all there is.</param>
    /// <returns>Null where there was no room in time.</returns>
    public ValueTask<BodyRoom?> TakeAsync(long sizeBytes, BodySender sender, CancellationToken stop)
    {
        if (sizeBytes <= FreeSizeBytesMax)
        {
            return new ValueTask<BodyRoom?>(default(BodyRoom));
        }

        var size = Math.Min(sizeBytes, LimitOf(sender));
        Waiter waiter;
        lock (_lock)
        {
            var line = LineOf(sender);
            if (line.Count == 0 && FitsUnderLock(size, sender))
            {
                _taken += size;
                return new ValueTask<BodyRoom?>(new BodyRoom(this, size));
            }

            if (line.Count >= options.WaitingCountMax)
            {
                return new ValueTask<BodyRoom?>((BodyRoom?)null);
            }

            waiter = new Waiter(size);
            line.AddLast(waiter.Place);
        }

        return WaitAsync(waiter, sender, stop);
    }

    public void Return(long sizeBytes)
    {
        lock (_lock)
        {
            _taken -= sizeBytes;
            AdmitUnderLock(_functions, BodySender.Function);
            AdmitUnderLock(_others, BodySender.Other);
        }
    }

    private async ValueTask<BodyRoom?> WaitAsync(Waiter waiter, BodySender sender, CancellationToken stop)
    {
        using var patience = new CancellationTokenSource(options.WaitTimeMax, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stop);
        try
        {
            await waiter.Admitted.Task.WaitAsync(either.Token);
            return new BodyRoom(this, waiter.SizeBytes);
        }
        catch (OperationCanceledException)
        {
            if (Leave(waiter, sender))
            {
                stop.ThrowIfCancellationRequested();
                return null;
            }

            // Admitted at the same moment.
            return new BodyRoom(this, waiter.SizeBytes);
        }
    }

    /// <returns>False where the waiter has its room already.</returns>
    private bool Leave(Waiter waiter, BodySender sender)
    {
        lock (_lock)
        {
            if (waiter.Place.List is null)
            {
                return false;
            }

            LineOf(sender).Remove(waiter.Place);
            // The next in line may need less.
            AdmitUnderLock(LineOf(sender), sender);
            return true;
        }
    }

    private void AdmitUnderLock(LinkedList<Waiter> line, BodySender sender)
    {
        while (line.First?.Value is { } next && FitsUnderLock(next.SizeBytes, sender))
        {
            line.RemoveFirst();
            _taken += next.SizeBytes;
            next.Admitted.SetResult();
        }
    }

    private bool FitsUnderLock(long sizeBytes, BodySender sender) => _taken + sizeBytes <= LimitOf(sender);

    private long LimitOf(BodySender sender) =>
        sender == BodySender.Function
            ? options.SizeBytesMax
            : options.SizeBytesMax - options.FunctionShareSizeBytes;

    private LinkedList<Waiter> LineOf(BodySender sender) => sender == BodySender.Function ? _functions : _others;

    private sealed class Waiter
    {
        public Waiter(long sizeBytes)
        {
            SizeBytes = sizeBytes;
            Place = new LinkedListNode<Waiter>(this);
        }

        public long SizeBytes { get; }

        public LinkedListNode<Waiter> Place { get; }

        public TaskCompletionSource Admitted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

/// <summary>Room for one body. Dispose gives it back.</summary>
internal readonly struct BodyRoom(BodyBudget? budget, long sizeBytes) : IDisposable
{
    public void Dispose() => budget?.Return(sizeBytes);
}

/// <summary>Who sends a body.</summary>
internal enum BodySender
{
    Other,

    /// <summary>A function of this host: its caller may hold room while it waits for the function.</summary>
    Function,
}

internal sealed record BodyBudgetOptions
{
    public long SizeBytesMax { get; init; } = 64 * 1024 * 1024;

    /// <summary>The part that only functions get.</summary>
    public long FunctionShareSizeBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>SDKs give up after 60 s and more, so that they are told in time.</summary>
    public TimeSpan WaitTimeMax { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>In each of the two lines.</summary>
    public int WaitingCountMax { get; init; } = 256;
}

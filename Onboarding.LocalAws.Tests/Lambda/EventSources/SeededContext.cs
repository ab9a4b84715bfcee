namespace Onboarding.LocalAws.Tests.Lambda.EventSources;

/// <summary>
/// One thread for every continuation of a simulation, in an order that its seed decides. When nothing is left to run,
/// time moves on.
/// </summary>
internal sealed class SeededContext(int seed, Action whenIdle) : SynchronizationContext
{
    private const int StepsMax = 1_000_000;

    private readonly Random _random = new(seed);
    private readonly List<(SendOrPostCallback Callback, object? State)> _ready = [];
    private readonly Lock _lock = new();

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_lock)
        {
            _ready.Add((d, state));
        }
    }

    /// <summary>Runs until the task has ended.</summary>
    /// <exception cref="InvalidOperationException">It does not end.</exception>
    public void Run(Func<Task> start)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            var task = start();
            for (var step = 0; !task.IsCompleted; step++)
            {
                if (step == StepsMax)
                {
                    throw new InvalidOperationException("The simulation does not end.");
                }

                if (Take() is { } next)
                {
                    next.Callback(next.State);
                }
                else
                {
                    whenIdle();
                }
            }

            task.GetAwaiter().GetResult();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    private (SendOrPostCallback Callback, object? State)? Take()
    {
        lock (_lock)
        {
            if (_ready.Count == 0)
            {
                return null;
            }

            var index = _random.Next(_ready.Count);
            var next = _ready[index];
            _ready.RemoveAt(index);
            return next;
        }
    }
}

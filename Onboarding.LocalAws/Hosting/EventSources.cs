using Onboarding.LocalAws.Hosting.Views;
using Onboarding.LocalAws.Lambda;

namespace Onboarding.LocalAws.Hosting;

/// <summary>The event source mappings of a host: what brings stream records and messages to functions.</summary>
public sealed class EventSources
{
    /// <summary>Nothing tells of the end of a delivery: it is looked for.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(5);

    private readonly LambdaModule _lambda;
    private readonly Wait _wait;

    internal EventSources(LambdaModule lambda, Wait wait) => (_lambda, _wait) = (lambda, wait);

    /// <summary>Every mapping, in the order of its UUID. A reset makes them anew.</summary>
    public IReadOnlyList<EventSourceMapping> List() =>
        [.. _lambda.EventSources.All.Select(mapping => new EventSourceMapping(mapping))];

    /// <summary>The mappings of one function.</summary>
    /// <param name="functionName">Its physical name, as <see cref="DeployedStack.PhysicalIds"/> has it.</param>
    public IReadOnlyList<EventSourceMapping> ListOf(string functionName) =>
        [.. List().Where(mapping => mapping.FunctionName == functionName)];

    /// <summary>
    /// Completes once every mapping has done all that its source holds and no asynchronous invocation is left, at one
    /// and the same moment: what one function writes and another reads is done, too. A record that fails again and
    /// again is left until its retries are over.
    /// </summary>
    /// <param name="limit">30 seconds where none is given.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <exception cref="TimeoutException">Something is left; the message says where and why.</exception>
    public Task WaitUntilDrainedAsync(TimeSpan? limit = null, CancellationToken stop = default)
    {
        Snapshot? before = null;
        return _wait.ForAsync(
            () =>
            {
                var now = Look();
                // Mappings are looked at one after the other, and work may pass from one that comes later to one that
                // was looked at. It cannot have where none has delivered anything between two looks that saw nothing.
                var isDrained = now.IsDrained && before is { IsDrained: true } && before.Work.SequenceEqual(now.Work);
                before = now;
                return isDrained ? now : null;
            },
            () => Task.Delay(LookEvery, _wait.Time, stop),
            limit,
            Describe,
            stop);
    }

    private Snapshot Look()
    {
        var (accepted, open) = _lambda.AsyncInvoker.Counts;
        var mappings = List().Select(mapping => mapping.Look()).ToList();
        return new Snapshot(
            open == 0 && mappings.TrueForAll(m => m.IsDrained), [accepted, .. mappings.Select(m => m.Deliveries)]);
    }

    private string Describe()
    {
        var left = List().Where(mapping => !mapping.Look().IsDrained).Select(m =>
            $"{m.FunctionName} has {m.Lag} of {m.EventSourceArn} left "
            + $"({(m.IsPaused ? "paused" : m.State)}, {m.LastProcessingResult})");
        var open = _lambda.AsyncInvoker.Counts.Open;
        return "not drained in time: "
            + string.Join("; ", [.. left, $"{open} asynchronous invocations are left"]);
    }

    /// <param name="Work">How much was ever begun, by place.</param>
    private sealed record Snapshot(bool IsDrained, IReadOnlyList<long> Work);
}

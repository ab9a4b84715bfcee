using Onboarding.LocalAws.Hosting.Views;
using Onboarding.LocalAws.Lambda;
using Onboarding.LocalAws.Lambda.EventSources;
using Onboarding.LocalAws.Lambda.EventSources.Redelivery;
using Onboarding.LocalAws.Sqs;
using Onboarding.LocalAws.Wiring;

namespace Onboarding.LocalAws.Hosting;

/// <summary>
/// What a person does to a running host. Each refusal is a <see cref="LocalAwsException"/> of one sentence.
/// </summary>
public sealed class HostControl
{
    private readonly HostServices _services;

    internal HostControl(HostServices services) => _services = services;

    /// <summary>
    /// Ends a function's environments, so that its next invocation starts a fresh one; what they run fails with them.
    /// </summary>
    /// <returns>How many environments there were.</returns>
    /// <exception cref="LocalAwsException">There is no such function, or the host does not start it.</exception>
    public int RestartFunction(string name)
    {
        var functions = _services.Module<LambdaModule>().Functions;
        if (functions.Find(name) is not { } pool)
        {
            throw new LocalAwsException($"there is no function {name}");
        }

        return functions.StartsEnvironments(pool.Function)
            ? pool.Restart()
            : throw new LocalAwsException($"the host does not start {name}: restart its runtime where it was started");
    }

    /// <summary>
    /// Sends what lies in a dead-letter queue on its way again: messages go back to the queue that gave them up; for a
    /// stream's failure documents the records that they name are delivered once more.
    /// </summary>
    /// <param name="queue">Its name.</param>
    /// <exception cref="LocalAwsException">There is no such queue.</exception>
    public async Task<RedriveReport> RedriveAsync(string queue, CancellationToken stop)
    {
        var queues = _services.Module<SqsModule>().Queues;
        if (queues.Redrive(queue) is not { } moved)
        {
            throw new LocalAwsException($"there is no queue {queue}");
        }

        var arn = queues.ArnOf(queue);
        var report = new RedriveReport { Moved = moved };
        foreach (var mapping in _services.Module<LambdaModule>().EventSources.All)
        {
            if (mapping is StreamMapping { Settings.TumblingWindow: null } stream
                && stream.Settings.OnFailureArn == arn)
            {
                report = Add(report, await RedriveAsync(stream, arn, stop));
            }
        }

        await _services.Context.State.Durability.WhenDurableAsync().WaitAsync(stop);
        return report with { Left = CountOf(queue) };
    }

    /// <summary>The same for the failure documents of one event source.</summary>
    /// <exception cref="LocalAwsException">There is none, or it has no queue for what it discards.</exception>
    public async Task<RedriveReport> RedriveEventSourceAsync(string uuid, CancellationToken stop)
    {
        switch (Find(uuid))
        {
            case StreamMapping { Settings.TumblingWindow: not null }:
                throw new LocalAwsException("a record of a tumbling window means nothing without its window");
            case StreamMapping { Settings.OnFailureArn: { } arn } mapping:
                var report = Add(default, await RedriveAsync(mapping, arn, stop));
                return report with { Left = CountOf(arn[(arn.LastIndexOf(':') + 1)..]) };
            default:
                throw new LocalAwsException("the event source has no on-failure queue here");
        }
    }

    private IEventSourceMapping Find(string uuid) =>
        _services.Module<LambdaModule>().EventSources.Find(uuid)
        ?? throw new LocalAwsException($"there is no event source mapping {uuid}");

    private Task<RedriveOutcome> RedriveAsync(StreamMapping mapping, string queueArn, CancellationToken stop)
    {
        var context = _services.Context;
        var lookup = new QueueLookup(
            _services.Module<SqsModule>().Queues, context.Scope, context.State.Durability);
        return lookup.Find(queueArn) is { } queue
            ? mapping.Redelivery.RedriveAsync(queue, stop)
            : throw new LocalAwsException($"there is no queue {queueArn}");
    }

    private static RedriveReport Add(RedriveReport to, RedriveOutcome outcome) => to with
    {
        Redriven = to.Redriven + outcome.Redriven,
        Records = to.Records + outcome.Records,
        Failed = to.Failed + outcome.Failed,
        NotFound = to.NotFound + outcome.NotFound,
    };

    private int CountOf(string queue) =>
        _services.Module<SqsModule>().Queues.Describe(queue) is { } now
            ? now.VisibleCount + now.InFlightCount + now.DelayedCount
            : 0;
}

using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Onboarding.LocalAws.EventBridge;
using Onboarding.LocalAws.EventBridge.Delivery;
using Onboarding.LocalAws.EventBridge.Store;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Kernel.Running;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.EventBridge;

/// <summary>Documented(https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html).</summary>
public sealed class RetryTests
{
    private readonly ManualTime _time = new();
    private readonly PendingDeliveries _pending = new(MemoryChangeLog<DeliveryChange>.Instance);

    [Fact]
    public async Task Asks_again_until_the_target_takes_the_event()
    {
        var targets = new Targets(refusals: 3, _time);
        await using var deliveries = Deliveries(targets);
        deliveries.Start(Delivery(new EventTarget { Id = "t", Arn = "arn" }));
        await _time.PassUntilAsync(targets.TakenAsync());
        Assert.Empty(targets.DeadLetters);
        Assert.Empty(_pending.All);
        // Exponential with jitter: the second pause is between one and two seconds.
        var pauses = targets.Attempts.Zip(targets.Attempts.Skip(1), (a, b) => (b - a).TotalSeconds).ToArray();
        Assert.InRange(pauses[0], 0.5, 1);
        Assert.InRange(pauses[1], 1, 2);
        Assert.InRange(pauses[2], 2, 4);
    }

    [Fact]
    public async Task Makes_a_dead_letter_of_it_after_the_last_retry()
    {
        var targets = new Targets(refusals: int.MaxValue, _time);
        await using var deliveries = Deliveries(targets);
        deliveries.Start(Delivery(
            new EventTarget { Id = "t", Arn = "arn", RetryAttempts = 2, DeadLetterArn = "dead" }));
        Assert.Equal(
            "ERROR_CODE=THROTTLING;ERROR_MESSAGE=busy;EXHAUSTED_RETRY_CONDITION=MaximumRetryAttempts;"
            + "RETRY_ATTEMPTS=2;RULE_ARN=rule;TARGET_ARN=arn",
            await _time.PassUntilAsync(targets.DeadLetterAsync()));
        Assert.Equal(3, targets.Attempts.Count);
    }

    [Fact]
    public async Task Makes_a_dead_letter_of_what_comes_while_ten_thousand_events_wait_for_the_target()
    {
        var target = new EventTarget { Id = "t", Arn = "arn", DeadLetterArn = "dead" };
        for (var i = 0; i < PendingDeliveries.PerTargetMax; i++)
        {
            Assert.True(_pending.TryAdd(Delivery(target) with { Arrival = $"waiting {i}", Refusals = 1 }));
        }

        var targets = new Targets(refusals: int.MaxValue, _time);
        await using var deliveries = Deliveries(targets);
        deliveries.Start(Delivery(target));
        Assert.Contains("ERROR_CODE=RESOURCE_LIMIT_EXCEEDED", targets.DeadLetters.Single(), StringComparison.Ordinal);
        deliveries.Start(Delivery(target with { Id = "another" }));
        Assert.Single(targets.DeadLetters);
        deliveries.Reset();
        Assert.Empty(_pending.All);
        deliveries.Start(Delivery(target));
        Assert.Single(_pending.All);
    }

    [Fact]
    public async Task Makes_a_dead_letter_of_it_when_it_is_too_old()
    {
        var targets = new Targets(refusals: int.MaxValue, _time);
        await using var deliveries = Deliveries(targets);
        // A clock is finer than a timer: what is left before the last attempt is no whole number of milliseconds.
        _time.Advance(TimeSpan.FromMicroseconds(700));
        var start = _time.GetUtcNow();
        deliveries.Start(Delivery(
            new EventTarget { Id = "t", Arn = "arn", EventAgeSeconds = 60, DeadLetterArn = "dead" }) with
        {
            AcceptedAt = start - TimeSpan.FromMicroseconds(300),
        });
        Assert.Contains(
            "EXHAUSTED_RETRY_CONDITION=MaximumEventAgeInSeconds",
            await _time.PassUntilAsync(targets.DeadLetterAsync()),
            StringComparison.Ordinal);
        Assert.InRange(targets.Attempts.Last() - start, TimeSpan.FromSeconds(59.9), TimeSpan.FromSeconds(60));
        Assert.InRange(targets.Attempts.Count, 6, 8);
    }

    [Fact]
    public void Lasts_about_a_day_by_default()
    {
        var random = RandomSource.Seeded(7);
        var target = new EventTarget { Id = "t", Arn = "arn" };
        var all = TimeSpan.FromTicks(Enumerable.Range(0, target.RetryAttemptsMax)
            .Sum(retries => RetryDelay.Next(retries, random).Ticks));
        Assert.InRange(all, TimeSpan.FromHours(18), target.EventAgeMax);
    }

    [Fact]
    public async Task A_stop_does_not_count_towards_the_age_of_an_event()
    {
        var targets = new Targets(refusals: 2, _time);
        var time = new RunningTime(_time, _time, MemoryChangeLog<RunningChange>.Instance);
        time.Start(lastBeat: null);
        var deliveries = new Deliveries(
            _pending, targets, time, RandomSource.Seeded(1), NullLogger<Deliveries>.Instance);
        deliveries.Start(Delivery(new EventTarget { Id = "t", Arn = "arn", DeadLetterArn = "dead" }));
        _time.Stop(TimeSpan.FromDays(7));
        Assert.True(await _time.PassUntilAsync(targets.TakenAsync()));
        Assert.Empty(targets.DeadLetters);
        await deliveries.DisposeAsync();
    }

    [Fact]
    public async Task Makes_no_second_attempt_after_the_end()
    {
        // Functions may publish until they are killed, which is after the end of the deliveries.
        var targets = new Targets(refusals: 1, _time);
        var deliveries = Deliveries(targets);
        await deliveries.DisposeAsync();
        deliveries.Start(Delivery(new EventTarget { Id = "t", Arn = "arn", DeadLetterArn = "dead" }));
        await deliveries.DisposeAsync();
        Assert.Single(targets.Attempts);
        Assert.Equal(1, Assert.Single(_pending.All).Refusals);
    }

    [Fact]
    public async Task Leaves_waiting_events_to_the_next_host_when_the_host_stops()
    {
        var targets = new Targets(refusals: int.MaxValue, _time);
        var deliveries = Deliveries(targets);
        deliveries.Start(Delivery(new EventTarget { Id = "t", Arn = "arn", DeadLetterArn = "dead" }));
        await _time.PassUntilAsync(targets.SecondAttemptAsync());
        await deliveries.DisposeAsync();
        Assert.Empty(targets.DeadLetters);
        Assert.Equal(targets.Attempts.Count, Assert.Single(_pending.All).Refusals);
    }

    private Deliveries Deliveries(Targets targets) =>
        new(_pending, targets, _time.Running(), RandomSource.Seeded(1), NullLogger<Deliveries>.Instance);

    private TargetDelivery Delivery(EventTarget target) => TargetDeliveries.To(target, _time.GetUtcNow());

    private sealed class Targets(int refusals, TimeProvider time) : IEventTargets
    {
        private readonly TaskCompletionSource<bool> _taken = NewSignal<bool>();
        private readonly TaskCompletionSource<bool> _attemptedTwice = NewSignal<bool>();
        private readonly TaskCompletionSource<string> _deadLetter = NewSignal<string>();

        public ConcurrentQueue<DateTimeOffset> Attempts { get; } = [];

        public ConcurrentQueue<string> DeadLetters { get; } = [];

        public Task<bool> TakenAsync() => _taken.Task;

        public Task<bool> SecondAttemptAsync() => _attemptedTwice.Task;

        public Task<string> DeadLetterAsync() => _deadLetter.Task;

        public ValueTask<TargetResult> DeliverAsync(TargetDelivery delivery, CancellationToken stop)
        {
            Attempts.Enqueue(time.GetUtcNow());
            if (Attempts.Count > 1)
            {
                _attemptedTwice.TrySetResult(true);
            }

            if (Attempts.Count > refusals)
            {
                _taken.TrySetResult(true);
                return ValueTask.FromResult<TargetResult>(new TargetResult.Taken());
            }

            return ValueTask.FromResult<TargetResult>(new TargetResult.Refused("THROTTLING", "busy", IsFinal: false));
        }

        public bool TryDeadLetter(
            string queueArn, ReadOnlyMemory<byte> body, IReadOnlyList<KeyValuePair<string, string>> attributes)
        {
            DeadLetters.Enqueue(string.Join(';', attributes.Select(a => $"{a.Key}={a.Value}").Order()));
            _deadLetter.SetResult(DeadLetters.Single());
            return true;
        }

        private static TaskCompletionSource<T> NewSignal<T>() =>
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

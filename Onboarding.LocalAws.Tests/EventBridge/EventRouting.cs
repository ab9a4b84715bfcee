using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Onboarding.LocalAws.EventBridge;
using Onboarding.LocalAws.EventBridge.Archives;
using Onboarding.LocalAws.EventBridge.Delivery;
using Onboarding.LocalAws.EventBridge.Publishing;
using Onboarding.LocalAws.EventBridge.Scheduling;
using Onboarding.LocalAws.EventBridge.Store;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Kernel.Running;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.EventBridge;

/// <summary>EventBridge without its wire: a clock, a store, and targets that take down what they get.</summary>
internal sealed class EventRouting : IAsyncDisposable
{
    public static readonly AwsScope Scope = new("123456789012", "us-east-1");

    /// <param name="time">The calendar.</param>
    /// <param name="system">Moved with the calendar it shows a stop; a calendar that moves alone is turned.</param>
    public EventRouting(ManualTime time, IStateMachineTarget? machines = null, ManualTime? system = null)
    {
        Running = new RunningTime(time, system ?? new ManualTime(), MemoryChangeLog<RunningChange>.Instance);
        Running.Start(lastBeat: null);
        Store = new EventBridgeStore(MemoryChangeLog<EventBridgeChange>.Instance, rulesMax: 2_000, time);
        Archived = new ArchivedEvents(
            MemoryChangeLog<ArchivedEventChange>.Instance,
            ArchivedEvents.SizeBytesMax,
            time,
            NullLogger<ArchivedEvents>.Instance);
        var own = new OwnTargets(Targets, machines ?? new NoStateMachines(), Store, Archived, time, Random);
        Deliveries = new Deliveries(
            new PendingDeliveries(MemoryChangeLog<DeliveryChange>.Instance),
            own,
            Running,
            Random,
            NullLogger<Deliveries>.Instance);
        Router = new EventRouter(Store, Deliveries);
        own.Router = Router;
        Schedules = new ScheduledRules(
            Store, Router, Scope, Running, Random, NullLogger<ScheduledRules>.Instance);
    }

    public RunningTime Running { get; }

    public RandomSource Random { get; } = RandomSource.Seeded(1);

    public EventBridgeStore Store { get; }

    public ArchivedEvents Archived { get; }

    public RecordingTargets Targets { get; } = new();

    public Deliveries Deliveries { get; }

    public EventRouter Router { get; }

    public ScheduledRules Schedules { get; }

    public async ValueTask DisposeAsync()
    {
        await Schedules.DisposeAsync();
        await Deliveries.DisposeAsync();
        Targets.Dispose();
    }

    internal sealed class RecordingTargets : IEventTargets, IDisposable
    {
        private readonly SemaphoreSlim _came = new(0);
        private readonly Lock _lock = new();
        private readonly List<TargetDelivery> _deliveries = [];

        /// <summary>What came and was not waited for.</summary>
        public IReadOnlyList<TargetDelivery> Take()
        {
            lock (_lock)
            {
                TargetDelivery[] taken = [.. _deliveries];
                _deliveries.Clear();
                return taken;
            }
        }

        /// <summary>Waits for so many, and takes what came with them.</summary>
        public async Task<IReadOnlyList<TargetDelivery>> NextAsync(int count = 1)
        {
            for (var i = 0; i < count; i++)
            {
                await _came.WaitAsync().InTimeAsync($"delivery {i + 1} of {count}");
            }

            return Take();
        }

        public List<string> DeadLetters { get; } = [];

        public void Dispose() => _came.Dispose();

        public ValueTask<TargetResult> DeliverAsync(TargetDelivery delivery, CancellationToken stop)
        {
            lock (_lock)
            {
                _deliveries.Add(delivery);
                _came.Release();
            }

            return ValueTask.FromResult<TargetResult>(new TargetResult.Taken());
        }

        public bool TryDeadLetter(
            string queueArn, ReadOnlyMemory<byte> body, IReadOnlyList<KeyValuePair<string, string>> attributes)
        {
            var named = string.Join(';', attributes.Select(a => $"{a.Key}={a.Value}"));
            DeadLetters.Add($"{Encoding.UTF8.GetString(body.Span)} {named}");
            return true;
        }
    }

    private sealed class NoStateMachines : IStateMachineTarget
    {
        public ValueTask<TargetResult> StartAsync(
            string stateMachineArn, string executionName, ReadOnlyMemory<byte> input, CancellationToken stop) =>
            ValueTask.FromResult<TargetResult>(OwnTargets.NoStateMachine(stateMachineArn));
    }
}

using Microsoft.Extensions.Logging.Abstractions;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Sqs;
using Onboarding.LocalAws.Sqs.Store;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.Sqs;

public sealed class LongPollTests
{
    /// <summary>
    /// The clock is asked when the store is looked at, and once more to know how long to wait: the message becomes
    /// visible in between, by a millisecond, which a timer takes for "for ever", or by more.
    /// </summary>
    [Theory]
    [InlineData(2)]
    [InlineData(20)]
    public async Task Sees_a_message_that_becomes_visible_while_it_looks(int millisecondsPerLook)
    {
        var moving = new MovingTime(TimeSpan.FromMilliseconds(millisecondsPerLook));
        var time = moving.Running();
        var store = new SqsStore(
            new AwsScope("123456789012", "us-east-1"), time, MemoryChangeLog<SqsChange>.Instance,
            NullLogger<SqsStore>.Instance);
        var queues = new SqsQueues(store, time, RandomSource.Seeded(1));
        store.Create("jobs", QueueAttributes.Default);
        var message = queues.NewMessage("a", MessageAttributes.None, traceHeader: null, "sender");
        // Sending looks at the clock, receiving does so for its deadline, and the store for what is visible.
        var delay = TimeSpan.FromMilliseconds((2 * millisecondsPerLook) + 1);
        store.Send("jobs", message, delay);
        var received = await queues.ReceiveAsync("jobs", new ReceiveRequest(1), TimeSpan.FromSeconds(20), default)
            .InTimeAsync();
        Assert.Single(received!);
    }

    /// <summary>A clock that moves on whenever it is looked at.</summary>
    private sealed class MovingTime(TimeSpan perLook) : TimeProvider
    {
        private DateTimeOffset _now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => _now += perLook;
    }
}

using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Onboarding.LocalAws.EventBridge;
using Onboarding.LocalAws.EventBridge.Delivery;
using Onboarding.LocalAws.EventBridge.Persistence;
using Onboarding.LocalAws.EventBridge.Store;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Tests.Kernel.Journal;

namespace Onboarding.LocalAws.Tests.EventBridge;

/// <summary>
/// What waits for another attempt at a target, in a journal that ends where it is: a copy of its folder stands for a
/// kill. Evidence: Local; AWS forgets nothing.
/// </summary>
public sealed class KeptDeliveryTests : IDisposable
{
    private static readonly DateTimeOffset At = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private static readonly ActivityContext Trace = new(
        ActivityTraceId.CreateFromString("0af7651916cd43dd8448eb211c80319c"),
        ActivitySpanId.CreateFromString("b7ad6b7169203331"),
        ActivityTraceFlags.Recorded,
        isRemote: true);

    private static readonly TargetDelivery Bare = TargetDeliveries.To(
        new EventTarget { Id = "t", Arn = "arn:t" }, At);

    private static readonly TargetDelivery Full = Bare with
    {
        Arrival = "2 again",
        EventId = "2",
        Bus = "shop",
        Rule = "other",
        RuleArn = "arn:other",
        Target = new EventTarget
        {
            Id = "u",
            Arn = "arn:u",
            RetryAttempts = 2,
            DeadLetterArn = "arn:dead",
            MessageGroupId = "g",
            RoleArn = "arn:role",
            Transformer = new InputTransformer([new("id", "$.id")], "<id>"),
        },
        Payload = "2"u8.ToArray(),
        AcceptedAt = At.AddTicks(1),
        Parent = Trace,
        Published = Trace,
        Refusals = 7,
    };

    private static readonly DeliveryChange[] Changes =
    [
        new DeliveryChange.Waiting(Bare), new DeliveryChange.Waiting(Full), new DeliveryChange.Refused(Full.Key),
        new DeliveryChange.Ended(Full.Key), new DeliveryChange.Cleared(),
    ];

    private readonly DeliveryChangeCodec _codec = new();
    private readonly DataFolder _folder = new();
    private readonly ManualTime _time = new(At);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_event_goes_on_after_a_kill_with_its_refusals_and_its_age(bool isSnapshot)
    {
        var busy = new Targets(isBusy: true);
        await using var journal = KeptJournal.Open(_folder, _codec);
        await using var before = Deliveries(journal.Pending, busy);
        before.Start(Full with { Refusals = 0 });
        await _time.PassNextAsync();
        before.Start(Bare);
        await journal.ChangesAsync(3);
        if (isSnapshot)
        {
            await journal.Journal.CompactAsync();
        }

        await journal.Journal.WhenDurableAsync();
        using var killed = _folder.Copy();
        await using var next = KeptJournal.Open(killed, _codec);
        Assert.Equal(
            [("1", 1, At), ("2", 2, At.AddTicks(1))],
            next.Pending.All.OrderBy(d => d.EventId).Select(d => (d.EventId, d.Refusals, d.AcceptedAt)));

        // Its two retries are one by now, and the last is made at once.
        var stillBusy = new Targets(isBusy: true);
        await using var after = Deliveries(next.Pending, stillBusy);
        after.Resume();
        after.Resume();
        Assert.Equal(2, stillBusy.Attempts);
        var letter = Assert.Single(stillBusy.DeadLetters);
        Assert.Equal("""{"id":"1"}""", letter.Body);
        Assert.Contains("RETRY_ATTEMPTS=2", letter.Attributes, StringComparison.Ordinal);
        Assert.Equal("1", Assert.Single(next.Pending.All).EventId);
    }

    [Fact]
    public async Task An_event_that_was_taken_or_given_up_does_not_come_back()
    {
        await using var journal = KeptJournal.Open(_folder, _codec);
        var targets = new Targets(isBusy: true);
        await using var deliveries = Deliveries(journal.Pending, targets);
        deliveries.Start(Bare);
        deliveries.Start(Full with { Refusals = 0, Target = Full.Target with { RetryAttempts = 1 } });
        Assert.Equal(2, journal.Pending.All.Count);
        _time.Advance(TimeSpan.FromSeconds(1));
        await journal.ChangesAsync(4);
        Assert.Single(targets.DeadLetters);
        targets.IsBusy = false;
        await _time.PassNextAsync();
        await journal.ChangesAsync(5);
        await journal.Journal.WhenDurableAsync();
        using var killed = _folder.Copy();
        await using var next = KeptJournal.Open(killed, _codec);
        Assert.Empty(next.Pending.All);
    }

    [Fact]
    public void Every_change_comes_back()
    {
        Assert.All(Changes, change => Assert.Equal(_codec.Written(change), _codec.Written(_codec.Reread(change))));
        foreach (var sample in (TargetDelivery[])[Bare, Full])
        {
            var read = Assert.IsType<DeliveryChange.Waiting>(
                _codec.Reread(new DeliveryChange.Waiting(sample))).Delivery;
            Assert.Equal((Text(sample.Event), Text(sample.Payload)), (Text(read.Event), Text(read.Payload)));
            Assert.Equivalent(
                sample with { Event = default, Payload = default },
                read with { Event = default, Payload = default },
                strict: true);
        }
    }

    [Fact]
    public void A_delivery_of_before_message_groups_and_roles_has_none()
    {
        var today = _codec.Written(new DeliveryChange.Waiting(Bare));
        // The arrival, which was the event's id; then the target's last fields: behind its id, its ARN and five more
        // that are not set, the group, and the role and transformer that came later.
        var arrival = 1 + "1"u8.Length;
        var at = today.AsSpan().IndexOf("arn:t"u8) + "arn:t"u8.Length + 5;
        Assert.Equal((6, 0, 0, 0), (today[0], today[at], today[at + 1], today[at + 2]));
        var head = today[(1 + arrival)..at];
        var tail = today[(at + 3)..];
        Assert.Equal(today, _codec.Written(_codec.Read([1, .. head, .. tail])));
        Assert.Equal(today, _codec.Written(_codec.Read([5, .. head, 0, .. tail])));
    }

    [Fact]
    public void What_is_no_change_is_refused() => _codec.MustRefuseWhatItHasNotWritten(Changes);

    private Deliveries Deliveries(PendingDeliveries pending, IEventTargets targets) =>
        new(pending, targets, _time.Running(), RandomSource.Seeded(1), NullLogger<Deliveries>.Instance);

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    /// <summary>A journal that tells of each change.</summary>
    private sealed class KeptJournal : IChangeLog<DeliveryChange>, IAsyncDisposable
    {
        private readonly SemaphoreSlim _appended = new(0);
        private readonly JournalChannel<DeliveryChange> _channel;
        private int _awaited;

        private KeptJournal(Journal journal, DeliveryChangeCodec codec)
        {
            Journal = journal;
            _channel = journal.Channel(12, codec);
            Pending = new PendingDeliveries(this);
            _channel.Attach(Pending);
            journal.Start();
        }

        public Journal Journal { get; }

        public PendingDeliveries Pending { get; }

        public long Position => _channel.Position;

        public static KeptJournal Open(DataFolder folder, DeliveryChangeCodec codec) => new(
            Journal.Open(folder.Path, "test", new JournalOptions(), NullLogger<Journal>.Instance), codec);

        public void Append(ReadOnlySpan<DeliveryChange> commit)
        {
            _channel.Append(commit);
            _appended.Release(commit.Length);
        }

        /// <summary>Completes once there were so many changes.</summary>
        public async Task ChangesAsync(int count)
        {
            for (; _awaited < count; _awaited++)
            {
                await _appended.WaitAsync().InTimeAsync($"change {_awaited + 1}");
            }
        }

        public ValueTask DisposeAsync() => Journal.DisposeAsync();
    }

    /// <summary>Answers at once, so that an attempt that begins at once is over when it has begun.</summary>
    private sealed class Targets(bool isBusy) : IEventTargets
    {
        public bool IsBusy { get; set; } = isBusy;

        public int Attempts { get; private set; }

        public List<(string Body, string Attributes)> DeadLetters { get; } = [];

        public ValueTask<TargetResult> DeliverAsync(TargetDelivery delivery, CancellationToken stop)
        {
            Attempts++;
            return ValueTask.FromResult<TargetResult>(
                IsBusy ? new TargetResult.Refused("THROTTLING", "busy", IsFinal: false) : new TargetResult.Taken());
        }

        public bool TryDeadLetter(
            string queueArn, ReadOnlyMemory<byte> body, IReadOnlyList<KeyValuePair<string, string>> attributes)
        {
            DeadLetters.Add((Text(body), string.Join(';', attributes.Select(a => $"{a.Key}={a.Value}"))));
            return true;
        }
    }
}

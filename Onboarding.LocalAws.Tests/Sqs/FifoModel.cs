using Onboarding.LocalAws.Sqs.Store;

namespace Onboarding.LocalAws.Tests.Sqs;

/// <summary>
/// What a FIFO queue promises, in the plainest form: a list of messages per group and a table of what was sent. Which
/// group comes first is nowhere promised, so it does not predict a receive but judges one.
/// </summary>
internal sealed class FifoModel(int? receiveCountMax)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, List<Entry>> _groups = [];
    private readonly Dictionary<string, (SqsMessage First, DateTimeOffset At)> _sent = [];
    private string? _lastSequenceNumber;

    public HashSet<string> Accepted { get; } = [];

    public HashSet<string> Deleted { get; } = [];

    public HashSet<string> GivenUp { get; } = [];

    public void Sent(SqsMessage given, SqsMessage answered, DateTimeOffset now)
    {
        if (_sent.TryGetValue(given.MessageDeduplicationId!, out var earlier) && now - earlier.At < Interval)
        {
            Assert.Equal(earlier.First.MessageId, answered.MessageId);
            Assert.Equal(earlier.First.SequenceNumber, answered.SequenceNumber);
            return;
        }

        Assert.Equal(given.MessageId, answered.MessageId);
        Assert.True(string.CompareOrdinal(_lastSequenceNumber, answered.SequenceNumber) < 0);
        _lastSequenceNumber = answered.SequenceNumber;
        Assert.True(Accepted.Add(answered.MessageId));
        _sent[given.MessageDeduplicationId!] = (answered, now);
        if (!_groups.TryGetValue(given.MessageGroupId!, out var group))
        {
            _groups.Add(given.MessageGroupId!, group = []);
        }

        group.Add(new Entry(answered.MessageId) { VisibleAt = now });
    }

    /// <param name="dead">Everything that is in the dead-letter queue by now.</param>
    public void Received(
        IReadOnlyList<SqsMessage> received, IReadOnlySet<string> dead, ReceiveRequest request, DateTimeOffset now)
    {
        Assert.True(received.Count <= request.CountMax);
        var open = _groups.Where(g => g.Value.TrueForAll(e => e.VisibleAt <= now)).ToDictionary();
        foreach (var batch in received.GroupBy(m => m.MessageGroupId!))
        {
            // In one piece, from the head on, and none from a group with a message in flight.
            Assert.Contains(batch.Key, open);
            Assert.Equal(batch, received.SkipWhile(m => m.MessageGroupId != batch.Key).Take(batch.Count()));
            var heads = open[batch.Key].Where(e => !dead.Contains(e.MessageId)).Take(batch.Count());
            Assert.Equal(heads.Select(e => e.MessageId), batch.Select(m => m.MessageId));
        }

        foreach (var group in open.Values)
        {
            GiveUp(group, dead, received);
        }

        foreach (var message in received)
        {
            var entry = Find(message.MessageId)!;
            Assert.True(receiveCountMax is null || entry.ReceiveCount < receiveCountMax);
            entry.Take(now + request.Visibility!.Value);
            Assert.Equal(entry.ReceiveCount, message.ReceiveCount);
        }

        if (received.Count < request.CountMax)
        {
            // A free group is taken to its end before another one is, or nothing.
            Assert.All(open, g => Assert.All(g.Value, e => Assert.True(e.VisibleAt > now, "was not received")));
        }
    }

    /// <summary>The same handles, hidden anew.</summary>
    public void Repeated(IReadOnlyList<SqsMessage> received, ReceiveRequest request, DateTimeOffset now) =>
        Assert.All(received, m => Find(m.MessageId)!.VisibleAt = now + request.Visibility!.Value);

    public void Deleting(SqsMessage received, DeleteOutcome outcome, DateTimeOffset now)
    {
        var entry = Find(received.MessageId);
        var isExpired = entry is not null && (entry.ReceiveCount != received.ReceiveCount || entry.VisibleAt <= now);
        Assert.Equal(isExpired ? DeleteOutcome.HandleExpired : DeleteOutcome.Deleted, outcome);
        if (entry is not null && !isExpired)
        {
            _groups[received.MessageGroupId!].Remove(entry);
            Deleted.Add(received.MessageId);
        }
    }

    public void Hiding(SqsMessage received, TimeSpan visibility, VisibilityOutcome outcome, DateTimeOffset now)
    {
        var entry = Find(received.MessageId);
        var isInFlight = entry is not null && entry.ReceiveCount == received.ReceiveCount && entry.VisibleAt > now;
        Assert.Equal(isInFlight ? VisibilityOutcome.Changed : VisibilityOutcome.NotInFlight, outcome);
        if (isInFlight)
        {
            entry!.VisibleAt = now + visibility;
        }
    }

    /// <summary>Only heads go to the dead-letter queue, and only what was received too often.</summary>
    private void GiveUp(List<Entry> group, IReadOnlySet<string> dead, IReadOnlyList<SqsMessage> received)
    {
        var gone = group.Where(e => dead.Contains(e.MessageId)).ToList();
        Assert.All(gone, e => Assert.True(e.ReceiveCount >= receiveCountMax));
        var taken = received.Select(m => m.MessageId).ToHashSet();
        Assert.Equal(
            gone.Select(e => e.MessageId),
            group.Select(e => e.MessageId).Where(id => !taken.Contains(id)).Take(gone.Count));
        foreach (var entry in gone)
        {
            group.Remove(entry);
            GivenUp.Add(entry.MessageId);
        }
    }

    private Entry? Find(string messageId) =>
        _groups.Values.SelectMany(g => g).FirstOrDefault(e => e.MessageId == messageId);

    private sealed class Entry(string messageId)
    {
        public string MessageId { get; } = messageId;

        public int ReceiveCount { get; private set; }

        public DateTimeOffset VisibleAt { get; set; }

        public void Take(DateTimeOffset until)
        {
            VisibleAt = until;
            ReceiveCount++;
        }
    }
}

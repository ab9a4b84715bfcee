using Microsoft.Extensions.Logging.Abstractions;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Kernel.Running;
using Onboarding.LocalAws.Sqs.Persistence;
using Onboarding.LocalAws.Sqs.Store;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Tests.Kernel.Journal;

namespace Onboarding.LocalAws.Tests.Sqs;

/// <summary>
/// A FIFO queue against <see cref="FifoModel"/>: one seed drives sends with duplicates, receives and their repetitions,
/// deletes by good and by old handles, visibility timeouts, the clock and crashes. A failure names its seed.
/// </summary>
public sealed class FifoSimulationTests
{
    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Keeps_the_order_of_each_group_and_delivers_what_was_sent_once(int seed)
    {
        var world = new World(seed);
        for (var step = 0; step < 400; step++)
        {
            world.Step();
        }

        world.Drain();
        var model = world.Model;
        Assert.Equal(model.Accepted.Count, model.Deleted.Count + model.GivenUp.Count);
        Assert.Equal(model.Accepted, [.. model.Deleted.Union(model.GivenUp)]);
        Assert.True(model.Accepted.Count > 20, "the simulation does too little");
    }

    private sealed class World : IChangeLog<SqsChange>
    {
        private const string Queue = "jobs.fifo";
        private const string Dead = "dead.fifo";

        private readonly SqsChangeCodec _codec = new();
        private readonly List<byte[]> _journal = [];
        private readonly List<SqsMessage> _received = [];
        private readonly ManualTime _clock = new();
        private readonly Random _random;
        private readonly RunningTime _time;
        private readonly int _groupCount;
        private int _idCount;
        private SqsStore _store;

        public World(int seed)
        {
            _random = new Random(seed);
            _time = _clock.Running();
            _store = NewStore();
            _groupCount = _random.Next(1, 6);
            var receiveCountMax = _random.Next(2) == 0 ? (int?)null : _random.Next(1, 4);
            Model = new FifoModel(receiveCountMax);
            var fifo = QueueAttributes.Default with { Fifo = FifoAttributes.Default };
            _store.Create(Dead, fifo);
            _store.Create(Queue, receiveCountMax is { } max
                ? fifo with { RedrivePolicy = new RedrivePolicy(_store.ArnOf(Dead), max, "") }
                : fifo);
        }

        public FifoModel Model { get; }

        public long Position => _journal.Count;

        public void Append(ReadOnlySpan<SqsChange> commit)
        {
            foreach (var change in commit)
            {
                _journal.Add(_codec.Written(change));
            }
        }

        public void Step()
        {
            switch (_random.Next(20))
            {
                case < 7:
                    Send();
                    break;
                case < 11:
                    Receive(_random.Next(1, 11), TimeSpan.FromSeconds(_random.Next(1, 40)));
                    break;
                case 11:
                    ReceiveTwice();
                    break;
                case < 15:
                    Delete(Pick());
                    break;
                case 15:
                    Hide(Pick(), TimeSpan.FromSeconds(_random.Next(0, 20)));
                    break;
                case < 19:
                    _clock.Advance(TimeSpan.FromSeconds(_random.Next(0, 30)));
                    break;
                default:
                    Restart();
                    break;
            }
        }

        /// <summary>Until everything is deleted or given up.</summary>
        public void Drain()
        {
            for (var idle = 0; idle < 3;)
            {
                _clock.Advance(TimeSpan.FromSeconds(40));
                var received = Receive(10, TimeSpan.FromSeconds(30));
                received.ForEach(Delete);
                idle = received.Count == 0 ? idle + 1 : 0;
            }
        }

        private void Send()
        {
            // Few deduplication ids, so that every third message or so is a duplicate, and some come again later.
            var message = new SqsMessage
            {
                Sequence = 0,
                MessageId = $"m{_idCount++}",
                Body = "",
                Md5OfBody = "",
                Attributes = MessageAttributes.None,
                SenderId = "",
                SentAt = default,
                VisibleAt = default,
                MessageGroupId = $"g{_random.Next(_groupCount)}",
                MessageDeduplicationId = $"d{_random.Next(80)}",
            };
            Model.Sent(message, _store.Send(Queue, message, delay: null)!, _clock.GetUtcNow());
        }

        private List<SqsMessage> Receive(int countMax, TimeSpan visibility, string? attemptId = null)
        {
            var request = new ReceiveRequest(countMax, visibility, attemptId);
            var received = _store.Receive(Queue, request)!.Messages.ToList();
            Model.Received(received, DeadLetters(), request, _clock.GetUtcNow());
            _received.AddRange(received);
            return received;
        }

        /// <summary>The answer of the first is lost, perhaps with the host.</summary>
        private void ReceiveTwice()
        {
            var attemptId = $"a{_idCount++}";
            var first = Receive(_random.Next(1, 11), TimeSpan.FromSeconds(20), attemptId);
            _clock.Advance(TimeSpan.FromSeconds(_random.Next(0, 19)));
            if (_random.Next(2) == 0)
            {
                Restart();
            }

            if (first.Count == 0)
            {
                return;
            }

            var request = new ReceiveRequest(10, TimeSpan.FromSeconds(30), attemptId);
            var again = _store.Receive(Queue, request)!.Messages;
            Assert.Equal(
                first.Select(m => Receipt.HandleOf(Queue, m)), again.Select(m => Receipt.HandleOf(Queue, m)));
            Model.Repeated(again, request, _clock.GetUtcNow());
        }

        private void Delete(SqsMessage? message)
        {
            if (message is not null)
            {
                var receipt = new Receipt(Queue, message.MessageId, message.ReceiveCount);
                Model.Deleting(message, _store.DeleteMessage(Queue, receipt), _clock.GetUtcNow());
            }
        }

        private void Hide(SqsMessage? message, TimeSpan visibility)
        {
            if (message is not null)
            {
                var receipt = new Receipt(Queue, message.MessageId, message.ReceiveCount);
                Model.Hiding(
                    message, visibility, _store.ChangeVisibility(Queue, receipt, visibility), _clock.GetUtcNow());
            }
        }

        /// <summary>One that was received, mostly not long ago.</summary>
        private SqsMessage? Pick() =>
            _received.Count == 0 ? null : _received[Math.Max(0, _received.Count - 1 - _random.Next(15))];

        private void Restart()
        {
            if (_random.Next(2) == 0)
            {
                var snapshot = _store.Capture().Changes.Select(_codec.Written).ToList();
                _journal.Clear();
                _journal.AddRange(snapshot);
            }

            _store = NewStore();
            _journal.ForEach(change => _store.Apply(_codec.Read(change)));
        }

        private HashSet<string> DeadLetters() =>
        [
            .. _store.Capture().Changes.OfType<SqsChange.MessageStored>()
                .Where(m => m.Queue == Dead).Select(m => m.Message.MessageId),
        ];

        private SqsStore NewStore() =>
            new(new AwsScope("123456789012", "us-east-1"), _time, this, NullLogger<SqsStore>.Instance);
    }
}

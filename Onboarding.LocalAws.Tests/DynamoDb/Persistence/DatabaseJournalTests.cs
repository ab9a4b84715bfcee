using Microsoft.Extensions.Logging.Abstractions;
using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.DynamoDb.Persistence;
using Onboarding.LocalAws.DynamoDb.Store;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Tests.Kernel.Journal;
using DataJournal = Onboarding.LocalAws.Kernel.Journal.Journal;

namespace Onboarding.LocalAws.Tests.DynamoDb.Persistence;

public sealed class DatabaseJournalTests
{
    private static readonly KeyAttribute Id = new("id", AttributeType.S);
    private static readonly KeyAttribute Group = new("group", AttributeType.N);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_restart_restores_tables_indexes_streams_and_tokens(int seed)
    {
        using var folder = new DataFolder();
        var time = new ManualTime();
        await using var running = Opened.At(folder.Path, time);
        var random = new Random(seed);
        for (var i = 0; i < 300; i++)
        {
            Step(running.Database, time, random);
            if (random.Next(60) == 0)
            {
                await running.Journal.CompactAsync();
            }
        }

        await running.Journal.WhenDurableAsync();
        using var crashed = folder.Copy();
        await using var restarted = Opened.At(crashed.Path, time);
        AssertSame(running.Database, restarted.Database);

        // The restored state takes further changes as the original does.
        var again = new Random(seed);
        Step(restarted.Database, time, again);
        await restarted.Journal.CompactAsync();
        await restarted.DisposeAsync();
        await using var third = Opened.At(crashed.Path, time);
        AssertSame(restarted.Database, third.Database);
    }

    [Fact]
    public async Task Every_type_of_value_is_restored()
    {
        using var folder = new DataFolder();
        var time = new ManualTime();
        var item = Item.Of(
            ("id", new StringValue("grüße 🙂")),
            ("n", new NumberValue(DynamoDbNumber.Parse("-1.2345678901234567890123456789012345678E-100"))),
            ("zero", new NumberValue(DynamoDbNumber.Parse("0"))),
            ("largest", new NumberValue(DynamoDbNumber.Parse("9.9999999999999999999999999999999999999E+125"))),
            ("b", new BinaryValue([0, 1, 255])),
            ("true", BoolValue.True),
            ("null", NullValue.Instance),
            ("list", new ListValue([new StringValue(""), new ListValue([]), new MapValue(Item.Empty)])),
            ("map", new MapValue(Item.Of(("x", new NumberValue(1)), ("naïve", BoolValue.False)))),
            ("ss", new StringSetValue(["a"u8.ToArray(), "b"u8.ToArray()])),
            ("bs", new BinarySetValue([[1], [2, 3]])),
            ("ns", new NumberSetValue([DynamoDbNumber.Parse("-7"), DynamoDbNumber.Parse("1e10")])));
        await using (var running = Opened.At(folder.Path, time))
        {
            running.Database.TryCreate(Definition("t", time));
            Put(running.Database, time, "t", item);
        }

        await using var restarted = Opened.At(folder.Path, time);
        Assert.Equal([item], Items(restarted.Database, "t"));
    }

    [Fact]
    public async Task An_expired_stream_record_does_not_come_back()
    {
        using var folder = new DataFolder();
        var time = new ManualTime();
        await using (var running = Opened.At(folder.Path, time))
        {
            running.Database.TryCreate(WithStream(running.Database, Definition("t", time)));
            Put(running.Database, time, "t", Item.Of(("id", new StringValue("old"))));
            time.Advance(TimeSpan.FromHours(25));
            Put(running.Database, time, "t", Item.Of(("id", new StringValue("new"))));
            await running.Journal.CompactAsync();
        }

        await using var restarted = Opened.At(folder.Path, time);
        var stream = Assert.Single(restarted.Database.Streams.All);
        Assert.Equal((2ul, 3ul), (stream.First, stream.Next));
        Assert.Equal(2, Items(restarted.Database, "t").Count);
    }

    private static void Step(Database database, ManualTime time, Random random)
    {
        time.Advance(TimeSpan.FromMilliseconds(10));
        var name = $"table{random.Next(3)}";
        if (!database.TryFind(name, out var table))
        {
            var definition = Definition(name, time);
            database.TryCreate(random.Next(2) == 0 ? definition : WithStream(database, definition));
            return;
        }

        switch (random.Next(40))
        {
            case 0:
                database.TryDelete(name);
                break;
            case 1:
                database.TryUpdate(table, d => d with
                {
                    Stream = d.Stream is { IsEnabled: true } stream
                        ? stream with { IsEnabled = false }
                        : database.Streams.Define(d.Arn, StreamViewType.NEW_IMAGE, table.NextSequenceNumber),
                });
                break;
            case 2:
                database.TryUpdate(table, d => d with { Indexes = d.Indexes.Count == 0 ? [Index] : [] });
                break;
            case 3 when random.Next(10) == 0:
                database.Clear();
                break;
            default:
                Write(database, table, time, random);
                break;
        }
    }

    private static IndexDefinition Index { get; } =
        new("by-group", true, new KeySchema(Group, null), IndexProjection.ALL, []);

    private static void Write(Database database, Table table, ManualTime time, Random random)
    {
        lock (table.Gate)
        {
            var changes = new List<TableChange>();
            for (var i = 0; i <= random.Next(3); i++)
            {
                // Distinct items, as in a transaction.
                var id = new StringValue($"{random.Next(10)}-{i}");
                var next = Item.Of(("id", id), ("group", new NumberValue(random.Next(5))), ("x", new NumberValue(i)));
                var old = table.FindUnderLock(table.PositionOf(next));
                if (table.ChangeUnderLock(
                    old,
                    random.Next(4) == 0 ? null : next,
                    time.GetUtcNow(),
                    ChangeOrigin.Caller,
                    (ulong)changes.Count) is { } change)
                {
                    changes.Add(change);
                }
            }

            if (random.Next(5) == 0)
            {
                var token = $"token {random.Next()}";
                changes.Add(new TransactionCompleted(token, (ulong)random.NextInt64(), time.GetUtcNow()));
            }

            database.CommitUnderLocks(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(changes));
        }
    }

    private static void Put(Database database, ManualTime time, string name, Item item)
    {
        Assert.True(database.TryFind(name, out var table));
        lock (table.Gate)
        {
            var old = table.FindUnderLock(table.PositionOf(item));
            database.CommitUnderLocks(
                [table.ChangeUnderLock(old, item, time.GetUtcNow(), ChangeOrigin.Caller)!]);
        }
    }

    private static TableDefinition Definition(string name, ManualTime time) => new()
    {
        Name = name,
        Id = new Guid(1, 2, 3, [4, 5, 6, 7, 8, 9, 10, 11]),
        Arn = $"arn:aws:dynamodb:us-east-1:123456789012:table/{name}",
        CreatedAt = time.GetUtcNow(),
        Key = new KeySchema(Id, null),
        AttributeDefinitions = [Id, Group],
        Indexes = [Index],
        BillingMode = BillingMode.PAY_PER_REQUEST,
        TimeToLiveAttribute = "expiresAt",
        Tags = [new Tag("a", "b")],
    };

    private static TableDefinition WithStream(Database database, TableDefinition definition) => definition with
    {
        Stream = database.Streams.Define(definition.Arn, StreamViewType.NEW_AND_OLD_IMAGES, startSequenceNumber: 1),
    };

    private static List<Item> Items(Database database, string name)
    {
        Assert.True(database.TryFind(name, out var table));
        return Items(table.TreeOf(null));
    }

    private static List<Item> Items(KeyTree tree)
    {
        List<Item> items = [];
        for (var cursor = tree.First(); cursor.IsValid; cursor.MoveNext())
        {
            items.Add(cursor.Item);
        }

        return items;
    }

    private static void AssertSame(Database expected, Database actual)
    {
        Assert.Equal(expected.Tables.Select(Text).Order(), actual.Tables.Select(Text).Order());
        Assert.Equal(expected.Streams.All.Select(Text).Order(), actual.Streams.All.Select(Text).Order());
        Assert.Equal(expected.Transactions.Capture(), actual.Transactions.Capture());
        foreach (var table in expected.Tables)
        {
            Assert.True(actual.TryFind(table.Definition.Name, out var restored));
            Assert.Equal(Items(table.TreeOf(null)), Items(restored.TreeOf(null)));
            foreach (var (index, other) in table.Indexes.Zip(restored.Indexes))
            {
                Assert.Equal(Items(index.Entries), Items(other.Entries));
            }
        }

        foreach (var stream in expected.Streams.All)
        {
            Assert.True(actual.Streams.TryFind(stream.Definition.Arn, out var restored));
            Assert.Equal(stream.Read(0, int.MaxValue).Records, restored.Read(0, int.MaxValue).Records);
        }
    }

    private static string Text(Table table) =>
        $"{table.Definition.Name} {table.ItemCount} {table.SizeBytes} {table.NextSequenceNumber} "
        + $"{table.Stream?.Definition} {string.Join(',', table.Indexes.Select(i => i.Definition.Name))} "
        + $"{table.Definition.TimeToLiveAttribute} {string.Join(',', table.Definition.Tags)}";

    private static string Text(StreamLog stream) =>
        $"{stream.Definition} {stream.TableName} {stream.Key} {stream.First} {stream.Next} {stream.ClosedAt is null}";

    private sealed class Opened : IAsyncDisposable
    {
        public required DataJournal Journal { get; init; }

        public required Database Database { get; init; }

        public static Opened At(string path, TimeProvider time)
        {
            // Compacted only where a test says so: a copy of the files is then what a crash leaves.
            var options = new JournalOptions { SegmentSizeBytesMax = 2000 };
            var journal = DataJournal.Open(path, JournaledLedger.Owner, options, NullLogger<DataJournal>.Instance);
            var channel = journal.Channel(1, new TableChangeCodec());
            var running = time.NotStarted();
            var database = new Database(running, channel);
            channel.Attach(database);
            journal.Start();
            running.Start(lastBeat: null);
            return new Opened { Journal = journal, Database = database };
        }

        public ValueTask DisposeAsync() => Journal.DisposeAsync();
    }
}

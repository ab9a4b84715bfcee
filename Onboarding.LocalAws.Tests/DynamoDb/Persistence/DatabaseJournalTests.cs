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
            Put(running.Database, "t", item);
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
            Put(running.Database, "t", Item.Of(("id", new StringValue("old"))));
            time.Advance(TimeSpan.FromHours(25));
            Put(running.Database, "t", Item.Of(("id", new StringValue("new"))));
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
                Write(database, table, random);
                break;
        }
    }

    private static IndexDefinition Index { get; } =
        new("by-group", true, new KeySchema(Group, null), IndexProjection.ALL, []);

    private static void Write(Database database, Table table, Random random)
    {
        var token = random.Next(5) == 0 ? new ClientToken($"token {random.Next()}", (ulong)random.NextInt64()) : null;
        var written = database.TryTransact([table], () => Decide(table, random), token);
        Assert.True(written);
    }

    private static List<DecidedWrite> Decide(Table table, Random random)
    {
        var writes = new List<DecidedWrite>();
        for (var i = 0; i <= random.Next(3); i++)
        {
            // Distinct items, as in a transaction.
            var id = new StringValue($"{random.Next(10)}-{i}");
            var next = Item.Of(("id", id), ("group", new NumberValue(random.Next(5))), ("x", new NumberValue(i)));
            Assert.True(table.TryFind(KeyPosition.InTable(id, null), out var old));
            writes.Add(new DecidedWrite(table, old, random.Next(4) == 0 ? null : next));
        }

        return writes;
    }

    private static void Put(Database database, string name, Item item)
    {
        Assert.True(database.TryFind(name, out var table));
        var written = database.TryTransact([table], () => [new DecidedWrite(table, null, item)], token: null);
        Assert.True(written);
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
        return Items(table);
    }

    private static List<Item> Items(Table table, string? index = null)
    {
        var all = new PageQuery(index, KeyRange.All, IsForward: true, CountMax: int.MaxValue, WithTableItems: false);
        return table.ReadPage(all)!.Value.Items;
    }

    private static void AssertSame(Database expected, Database actual)
    {
        Assert.Equal(expected.Tables.Select(Text).Order(), actual.Tables.Select(Text).Order());
        Assert.Equal(expected.Streams.All.Select(Text).Order(), actual.Streams.All.Select(Text).Order());
        Assert.Equal(expected.Transactions.Capture(), actual.Transactions.Capture());
        foreach (var table in expected.Tables)
        {
            Assert.True(actual.TryFind(table.Definition.Name, out var restored));
            Assert.Equal(Items(table), Items(restored));
            foreach (var index in table.Definition.Indexes)
            {
                Assert.Equal(Items(table, index.Name), Items(restored, index.Name));
            }
        }

        foreach (var stream in expected.Streams.All)
        {
            Assert.True(actual.Streams.TryFind(stream.Definition.Arn, out var restored));
            Assert.Equal(stream.Read(0, int.MaxValue).Records, restored.Read(0, int.MaxValue).Records);
        }
    }

    private static string Text(Table table)
    {
        var (definition, itemCount, sizeBytes, indexes) = table.Describe();
        return $"{definition.Name} {itemCount} {sizeBytes} {table.NextSequenceNumber} {table.Stream?.Definition} "
            + $"{string.Join(',', indexes.Select(i => (i.Definition.Name, i.ItemCount, i.SizeBytes)))} "
            + $"{definition.TimeToLiveAttribute} {string.Join(',', definition.Tags)}";
    }

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

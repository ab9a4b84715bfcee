using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.DynamoDb.Store;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.DynamoDb.Store;

/// <summary>
/// A request can find its table just before the table is deleted: the store then neither reads nor writes it.
/// </summary>
public sealed class DeletedTableTests
{
    private static readonly KeyAttribute Id = new("id", AttributeType.S);
    private static readonly KeyPosition Position = KeyPosition.InTable(new StringValue("1"), null);

    private readonly Database _database;
    private readonly Table _table;

    public DeletedTableTests()
    {
        var time = new ManualTime();
        _database = new Database(time.NotStarted(), MemoryChangeLog<TableChange>.Instance);
        Assert.True(_database.TryCreate(new TableDefinition
        {
            Name = "t",
            Id = Guid.Empty,
            Arn = "arn:aws:dynamodb:us-east-1:123456789012:table/t",
            CreatedAt = time.GetUtcNow(),
            Key = new KeySchema(Id, null),
            AttributeDefinitions = [Id],
            BillingMode = BillingMode.PAY_PER_REQUEST,
            TimeToLiveAttribute = "at",
        }));
        Assert.True(_database.TryFind("t", out var table));
        Assert.Equal(WriteStatus.Written, table.Write(new Put()).Status);
        Assert.True(_database.TryDelete("t"));
        _table = table;
    }

    [Fact]
    public void Finds_no_item()
    {
        Assert.False(_table.TryFind(Position, out var item));
        Assert.Null(item);
        Assert.Null(Database.FindAll([(_table, Position)]));
    }

    [Fact]
    public void Reads_no_page() => Assert.Null(_table.ReadPage(
        new PageQuery(null, KeyRange.All, IsForward: true, CountMax: 10, WithTableItems: false)));

    [Fact]
    public void Takes_no_write() => Assert.Equal(WriteStatus.TableDeleted, _table.Write(new Put()).Status);

    [Fact]
    public void Takes_no_transaction()
    {
        var isDecided = false;
        Assert.False(_database.TryTransact(
            [_table],
            () =>
            {
                isDecided = true;
                return [];
            },
            token: null));
        Assert.False(isDecided);
    }

    [Fact]
    public void Takes_no_new_definition_and_expires_nothing()
    {
        Assert.False(_database.TryUpdate(_table, definition => definition with { IsDeletionProtected = true }));
        Assert.Equal(0, _table.DeleteExpired(countMax: 10));
    }

    private sealed class Put : IItemWrite
    {
        private static readonly Item Expired = Item.Of(("id", new StringValue("1")), ("at", new NumberValue(1)));

        public KeyPosition Bind(TableDefinition table) => Position;

        public bool Allows(Item? current) => true;

        public Item? Next(Item? current, TableDefinition table) => Expired;
    }
}

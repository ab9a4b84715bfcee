using System.Text.Json;
using Onboarding.LocalAws.DynamoDb.Expressions;
using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.DynamoDb.Store;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>
/// What Query and Scan do alike: read a page of a range, then filter, project and write it.
/// </summary>
internal sealed class PageRead
{
    private readonly Table _table;
    private readonly TableDefinition _definition;
    private readonly IndexDefinition? _index;

    /// <exception cref="AwsException">No such table or index.</exception>
    public PageRead(DynamoDbContext context, in PageRequest request)
    {
        _table = context.RequireTable(request.TableName!);
        _definition = _table.Definition;
        if (request.IndexName is { } indexName)
        {
            _index = _definition.FindIndex(indexName) ?? throw DynamoDbErrors.Validation(
                $"The table does not have the specified index: {indexName}");
        }

        if (_index is { IsGlobal: true } && request.ConsistentRead)
        {
            throw DynamoDbErrors.Validation("Consistent reads are not supported on global secondary indexes");
        }

        Select = request.Select ?? (request.HasProjection ? Select.SPECIFIC_ATTRIBUTES
            : _index is null ? Select.ALL_ATTRIBUTES : Select.ALL_PROJECTED_ATTRIBUTES);
        ConsistentRead = request.ConsistentRead;
        CountMax = (int?)request.Limit ?? int.MaxValue;
    }

    /// <summary>The key that orders the range.</summary>
    public KeySchema Key => _index?.Key ?? _definition.Key;

    public Condition? Filter { get; set; }

    public Projection? Projection { get; set; }

    public bool IsForward { get; set; } = true;

    private Select Select { get; }

    private bool ConsistentRead { get; }

    private int CountMax { get; }

    private PageKeys Keys => new(_definition, _index);

    /// <summary>Whether the expressions and Select ask for more than the index holds.</summary>
    public void CheckAttributes()
    {
        if (_index is null)
        {
            return;
        }

        if (_index.IsGlobal && Select == Select.ALL_ATTRIBUTES && _index.Projection != IndexProjection.ALL)
        {
            throw DynamoDbErrors.InvalidParameter(
                $"Select type ALL_ATTRIBUTES is not supported for global secondary index {_index.Name} "
                + "because its projection type is not ALL");
        }

        var missed = new SortedSet<string>(StringComparer.Ordinal);
        Filter?.VisitAttributes(name => Note(name));
        if (missed.Count > 0)
        {
            throw DynamoDbErrors.InvalidParameter(
                $"Secondary index {_index.Name} does not project one or more filter attributes: "
                + $"[{string.Join(", ", missed)}]");
        }

        if (!_index.IsGlobal || Projection is null)
        {
            return;
        }

        foreach (var name in Projection.Attributes)
        {
            Note(name);
        }

        if (missed.Count > 0)
        {
            throw DynamoDbErrors.InvalidParameter(
                $"Global secondary index {_index.Name} does not project [{string.Join(", ", missed)}]");
        }

        void Note(string name)
        {
            if (!_index.Covers(name, _definition.Key))
            {
                missed.Add(name);
            }
        }
    }

    /// <inheritdoc cref="PageKeys.PositionOf"/>
    public KeyPosition StartPosition(Item startKey) => Keys.PositionOf(startKey);

    public void Execute(in KeyRange range, Utf8JsonWriter response, ReturnConsumedCapacity detail)
    {
        var query = new PageQuery(_index?.Name, range, IsForward, CountMax, NeedsTable());
        Write(_table.ReadPage(query) ?? throw DynamoDbErrors.ResourceNotFound(), response, detail);
    }

    private void Write(in ItemPage page, Utf8JsonWriter response, ReturnConsumedCapacity detail)
    {
        var count = WriteItems(page.TableItems ?? page.Items, response);
        response.WriteNumber("Count"u8, count);
        response.WriteNumber("ScannedCount"u8, page.Items.Count);
        if (page.HasMore)
        {
            response.WritePropertyName("LastEvaluatedKey"u8);
            AttributeValueWriter.WriteItem(response, Keys.Of(page.Items[^1]));
        }

        if (detail != ReturnConsumedCapacity.NONE)
        {
            response.WritePropertyName("ConsumedCapacity"u8);
            Capacity(page).Write(response, detail);
        }
    }

    private int WriteItems(List<Item> items, Utf8JsonWriter response)
    {
        var count = 0;
        if (Select != Select.COUNT)
        {
            response.WriteStartArray("Items"u8);
        }

        foreach (var item in items)
        {
            if (Filter is not null && !Filter.Evaluate(item))
            {
                continue;
            }

            count++;
            if (Select != Select.COUNT)
            {
                AttributeValueWriter.WriteItem(response, Projection?.Apply(item) ?? item);
            }
        }

        if (Select != Select.COUNT)
        {
            response.WriteEndArray();
        }

        return count;
    }

    /// <summary>
    /// A local index fetches from the table what it does not hold, at the price of a read per item.
    /// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LSI.html
    /// </summary>
    private bool NeedsTable() =>
        _index is { IsGlobal: false, Projection: not IndexProjection.ALL }
        && (Select == Select.ALL_ATTRIBUTES
            || (Projection is not null && Projection.Attributes.Any(a => !_index.Covers(a, _definition.Key))));

    private ConsumedCapacity Capacity(in ItemPage page)
    {
        var capacity = new ConsumedCapacity(_definition.Name, isTransaction: false);
        capacity.AddRead(ConsumedCapacity.ReadUnits(page.SizeBytes, ConsistentRead), _index);
        foreach (var item in page.TableItems ?? [])
        {
            capacity.AddRead(ConsumedCapacity.ReadUnits(item.SizeBytes, ConsistentRead));
        }

        return capacity;
    }
}

using Onboarding.LocalAws.DynamoDb.Expressions;
using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>What Query and Scan are asked, as it was read.</summary>
internal struct PageRequest
{
    public string? TableName;
    public string? IndexName;
    public Select? Select;
    public long? Limit;
    public bool ConsistentRead;
    public Item? ExclusiveStartKey;
    public string? Projection;
    public string? Filter;
    public Dictionary<string, string>? Names;
    public Dictionary<string, AttributeValue>? Values;
    public ReturnConsumedCapacity Detail;

    /// <summary>Query's alone.</summary>
    public string? KeyCondition;
    public bool IsBackward;

    /// <summary>Scan's alone.</summary>
    public long? Segment;
    public long? TotalSegments;

    /// <summary>Null where the request has none, as with most clients.</summary>
    public LegacyPageParameters? Legacy;

    private string? _selectText;
    private string? _detailText;

    /// <summary>The members that Query and Scan share.</summary>
    public static readonly Member<PageRequest>[] Shared =
    [
        new(
            "Select",
            static (ref reader, ref it) => it._selectText = reader.ReadString(),
            static (ref it, ref faults) => it.Select = faults.Enum<Select>(
                it._selectText, "select", "SPECIFIC_ATTRIBUTES, COUNT, ALL_ATTRIBUTES, ALL_PROJECTED_ATTRIBUTES")),
        new(
            "Limit",
            static (ref reader, ref it) => it.Limit = reader.ReadInteger(),
            static (ref it, ref faults) => faults.Range(it.Limit, "limit", 1, int.MaxValue)),
        new(
            "ReturnConsumedCapacity",
            static (ref reader, ref it) => it._detailText = reader.ReadString(),
            static (ref it, ref faults) =>
                it.Detail = SharedMembers.ReturnConsumedCapacity(it._detailText, ref faults)),
        new(
            "TableName",
            static (ref reader, ref it) => it.TableName = reader.ReadString(),
            static (ref it, ref faults) => TableNames.Check(it.TableName, ref faults)),
        new(
            "IndexName",
            static (ref reader, ref it) => it.IndexName = reader.ReadString(),
            static (ref it, ref faults) => faults.Name(it.IndexName, "indexName", isRequired: false)),
        new("ConsistentRead", static (ref reader, ref it) => it.ConsistentRead = reader.ReadBoolean() ?? false),
        new("ExclusiveStartKey", static (ref reader, ref it) => it.ExclusiveStartKey = reader.ReadItem()),
        new("ProjectionExpression", static (ref reader, ref it) => it.Projection = reader.ReadString()),
        new("FilterExpression", static (ref reader, ref it) => it.Filter = reader.ReadString()),
        new("ExpressionAttributeNames", static (ref reader, ref it) => it.Names = reader.ReadNames()),
        new("ExpressionAttributeValues", static (ref reader, ref it) => it.Values = reader.ReadValues()),
        LegacyPageParameters.AttributesToGetRow,
        LegacyPageParameters.ConditionalOperatorRow,
    ];

    public readonly bool HasProjection => Projection is not null || Legacy?.AttributesToGet is not null;

    /// <summary>Begins to check what the members mean together.</summary>
    public readonly ExpressionArguments BeginArguments()
    {
        Legacy?.RejectMixing(this);
        return new ExpressionArguments(Names, Values);
    }

    /// <summary>What the legacy parameters return; AWS checks them before the values of other members.</summary>
    public readonly PageSelection CompileLegacy() => new(Legacy?.CompileFilter(), Legacy?.CompileProjection());

    /// <summary>What the expressions return or, where there are none, the legacy parameters.</summary>
    public readonly PageSelection Compile(
        PageSelection legacy, ExpressionCompiler expressions, ExpressionArguments arguments)
    {
        var filter = Filter is { } text ? expressions.Filter(text, arguments) : legacy.Filter;
        return new(filter, Projection is { } paths ? expressions.Projection(paths, arguments) : legacy.Projection);
    }
}

/// <summary>Which items of a page are returned, and what of them; null is everything.</summary>
internal readonly record struct PageSelection(Condition? Filter, Projection? Projection);

using Onboarding.LocalAws.DynamoDb.Expressions;
using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>What PutItem, UpdateItem and DeleteItem are asked, as it was read.</summary>
internal struct WriteRequest
{
    public string? TableName;

    /// <summary>The item of a PutItem, the key of the others.</summary>
    public Item? Item;
    public string? Condition;

    /// <summary>UpdateItem's alone.</summary>
    public string? Update;
    public Dictionary<string, string>? Names;
    public Dictionary<string, AttributeValue>? Values;
    public ReturnValues Returns;
    public ReturnValuesOnConditionCheckFailure OnFailure;
    public ReturnConsumedCapacity Detail;
    public ReturnItemCollectionMetrics Metrics;

    /// <summary>Null where the request has none, as with most clients.</summary>
    public LegacyWriteParameters? Legacy;
    private string? _returnValues;
    private string? _onConditionCheckFailure;
    private string? _returnConsumedCapacity;
    private string? _returnItemCollectionMetrics;

    public static readonly Member<WriteRequest> ItemRow = new(
        "Item",
        static (ref reader, ref it) => it.Item = reader.ReadItem(),
        static (ref it, ref faults) => faults.Required(it.Item, "item"));

    public static readonly Member<WriteRequest> KeyRow = new(
        "Key",
        static (ref reader, ref it) => it.Item = reader.ReadItem(),
        static (ref it, ref faults) => faults.Required(it.Item, "key"));

    public static readonly Member<WriteRequest> UpdateExpressionRow = new(
        "UpdateExpression", static (ref reader, ref it) => it.Update = reader.ReadString());

    /// <param name="own">The members that only this operation has, with the one of the item or key.</param>
    public static MemberTable<WriteRequest> TableOf(params Member<WriteRequest>[] own) => new(
        [
            new(
                "ReturnConsumedCapacity",
                static (ref reader, ref it) => it._returnConsumedCapacity = reader.ReadString(),
                static (ref it, ref faults) =>
                    it.Detail = SharedMembers.ReturnConsumedCapacity(it._returnConsumedCapacity, ref faults)),
            new(
                "TableName",
                static (ref reader, ref it) => it.TableName = reader.ReadString(),
                static (ref it, ref faults) => TableNames.Check(it.TableName, ref faults)),
            .. own,
            new(
                "ReturnValues",
                static (ref reader, ref it) => it._returnValues = reader.ReadString(),
                static (ref it, ref faults) => it.Returns = SharedMembers.ReturnValues(it._returnValues, ref faults)),
            new(
                "ReturnItemCollectionMetrics",
                static (ref reader, ref it) => it._returnItemCollectionMetrics = reader.ReadString(),
                static (ref it, ref faults) => it.Metrics = SharedMembers.ReturnItemCollectionMetrics(
                    it._returnItemCollectionMetrics, ref faults)),
            new(
                "ReturnValuesOnConditionCheckFailure",
                static (ref reader, ref it) => it._onConditionCheckFailure = reader.ReadString(),
                static (ref it, ref faults) => it.OnFailure = SharedMembers.OnConditionCheckFailure(
                    it._onConditionCheckFailure, ref faults)),
            new("ConditionExpression", static (ref reader, ref it) => it.Condition = reader.ReadString()),
            new("ExpressionAttributeNames", static (ref reader, ref it) => it.Names = reader.ReadNames()),
            new("ExpressionAttributeValues", static (ref reader, ref it) => it.Values = reader.ReadValues()),
            LegacyWriteParameters.ExpectedRow,
            LegacyWriteParameters.ConditionalOperatorRow,
        ]);

    /// <summary>
    /// Begins to check what the members mean together: of PutItem and DeleteItem, whose response has no updated
    /// attributes.
    /// </summary>
    public readonly ExpressionArguments BeginArguments(in DeferredFaults faults)
    {
        Legacy?.RejectMixing(hasUpdate: false, Condition is not null);
        var arguments = new ExpressionArguments(Names, Values);
        arguments.RequireExpression(Condition is not null, "ConditionExpression is null");
        faults.ThrowValueFault();
        return Returns is ReturnValues.NONE or ReturnValues.ALL_OLD
            ? arguments
            : throw DynamoDbErrors.Validation("ReturnValues can only be ALL_OLD or NONE");
    }

    /// <summary>Ends what <see cref="BeginArguments"/> began.</summary>
    public readonly Condition? EndArguments(
        ExpressionArguments arguments, ExpressionCompiler expressions, in DeferredFaults faults)
    {
        faults.ThrowArgumentFault();
        var condition = Condition is { } text
            ? expressions.Condition(text, arguments)
            : Legacy?.CompileExpected();
        arguments.RejectUnused();
        return condition;
    }
}

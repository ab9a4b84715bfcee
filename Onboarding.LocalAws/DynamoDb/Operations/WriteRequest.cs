using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>What PutItem, UpdateItem and DeleteItem are asked alike, as it was read.</summary>
internal struct WriteRequest
{
    public string? TableName;

    /// <summary>The item of a PutItem, the key of the others.</summary>
    public Item? Item;
    public string? Condition;
    public Dictionary<string, string>? Names;
    public Dictionary<string, AttributeValue>? Values;
    public AwsException? ValueFault;
    public AwsException? ArgumentFault;
    private string? _returnValues;
    private string? _onConditionCheckFailure;
    private string? _returnConsumedCapacity;
    private string? _returnItemCollectionMetrics;

    /// <summary>The whole request of an operation that has no members besides these.</summary>
    /// <param name="itemMember">Item or Key.</param>
    public static WriteRequest Read(
        ReadOnlySpan<byte> body, ReadOnlySpan<byte> itemMember, UnsupportedMembers unsupported)
    {
        var reader = new RequestReader(body);
        var request = default(WriteRequest);
        while (reader.NextMember())
        {
            if (!request.TryRead(ref reader, itemMember))
            {
                reader.SkipOrRefuse(unsupported);
            }
        }

        request.KeepFaults(reader);
        return request;
    }

    /// <summary>Reads the member that the reader stands on; false where it is none of these.</summary>
    public bool TryRead(ref RequestReader reader, ReadOnlySpan<byte> itemMember)
    {
        if (reader.Is("TableName"u8))
        {
            TableName = reader.ReadString();
        }
        else if (reader.Is(itemMember))
        {
            Item = reader.ReadItem();
        }
        else if (reader.Is("ConditionExpression"u8))
        {
            Condition = reader.ReadString();
        }
        else if (reader.Is("ExpressionAttributeNames"u8))
        {
            Names = reader.ReadNames();
        }
        else if (reader.Is("ExpressionAttributeValues"u8))
        {
            Values = reader.ReadValues();
        }
        else if (reader.Is("ReturnValues"u8))
        {
            _returnValues = reader.ReadString();
        }
        else if (reader.Is("ReturnValuesOnConditionCheckFailure"u8))
        {
            _onConditionCheckFailure = reader.ReadString();
        }
        else if (reader.Is("ReturnConsumedCapacity"u8))
        {
            _returnConsumedCapacity = reader.ReadString();
        }
        else if (reader.Is("ReturnItemCollectionMetrics"u8))
        {
            _returnItemCollectionMetrics = reader.ReadString();
        }
        else
        {
            return false;
        }

        return true;
    }

    public void KeepFaults(in RequestReader reader) =>
        (ValueFault, ArgumentFault) = (reader.ValueFault, reader.ArgumentFault);

    /// <summary>Checks each member by itself, in AWS's order; what they mean together is checked after.</summary>
    /// <param name="itemMember">As AWS's message spells it: item or key.</param>
    public readonly WriteSettings Check(string operation, string itemMember)
    {
        var faults = default(ConstraintFaults);
        var detail = SharedMembers.ReturnConsumedCapacity(_returnConsumedCapacity, ref faults);
        TableNames.Check(TableName, ref faults);
        faults.Required(Item, itemMember);
        var returns = SharedMembers.ReturnValues(_returnValues, ref faults);
        SharedMembers.ReturnItemCollectionMetrics(operation, _returnItemCollectionMetrics, ref faults);
        var onFailure = SharedMembers.OnConditionCheckFailure(
            _onConditionCheckFailure, "returnValuesOnConditionCheckFailure", ref faults);
        faults.ThrowIfAny();
        return new WriteSettings(returns, onFailure, detail);
    }
}

/// <summary>What the caller wants to hear of a write.</summary>
internal readonly record struct WriteSettings(
    ReturnValues Returns, ReturnValuesOnConditionCheckFailure OnFailure, ReturnConsumedCapacity Detail);

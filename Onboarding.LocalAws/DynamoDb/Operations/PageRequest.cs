using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>The members that Query and Scan share, as they were read.</summary>
internal struct PageMembers
{
    public string? TableName;
    public string? IndexName;
    public string? Select;
    public long? Limit;
    public bool ConsistentRead;
    public Item? ExclusiveStartKey;
    public string? Projection;
    public string? Filter;
    public Dictionary<string, string>? Names;
    public Dictionary<string, AttributeValue>? Values;
    public string? ReturnConsumedCapacity;
    public AwsException? ValueFault;
    public AwsException? ArgumentFault;

    /// <summary>Reads the member that the reader stands on; false where it is none of these.</summary>
    public bool TryRead(ref RequestReader reader)
    {
        if (reader.Is("TableName"u8))
        {
            TableName = reader.ReadString();
        }
        else if (reader.Is("IndexName"u8))
        {
            IndexName = reader.ReadString();
        }
        else if (reader.Is("Select"u8))
        {
            Select = reader.ReadString();
        }
        else if (reader.Is("Limit"u8))
        {
            Limit = reader.ReadInteger();
        }
        else if (reader.Is("ConsistentRead"u8))
        {
            ConsistentRead = reader.ReadBoolean() ?? false;
        }
        else if (reader.Is("ExclusiveStartKey"u8))
        {
            ExclusiveStartKey = reader.ReadItem();
        }
        else if (reader.Is("ProjectionExpression"u8))
        {
            Projection = reader.ReadString();
        }
        else if (reader.Is("FilterExpression"u8))
        {
            Filter = reader.ReadString();
        }
        else if (reader.Is("ExpressionAttributeNames"u8))
        {
            Names = reader.ReadNames();
        }
        else if (reader.Is("ExpressionAttributeValues"u8))
        {
            Values = reader.ReadValues();
        }
        else if (reader.Is("ReturnConsumedCapacity"u8))
        {
            ReturnConsumedCapacity = reader.ReadString();
        }
        else
        {
            return false;
        }

        return true;
    }

    /// <summary>The constraints of the shared members, each by itself.</summary>
    public readonly (Select? Select, ReturnConsumedCapacity Detail) CheckConstraints(ref ConstraintFaults faults)
    {
        var select = faults.Enum<Select>(
            Select, "select", "SPECIFIC_ATTRIBUTES, COUNT, ALL_ATTRIBUTES, ALL_PROJECTED_ATTRIBUTES");
        faults.Range(Limit, "limit", 1, int.MaxValue);
        var detail = SharedMembers.ReturnConsumedCapacity(ReturnConsumedCapacity, ref faults);
        TableNames.Check(TableName, ref faults);
        faults.Name(IndexName, "indexName", isRequired: false);
        return (select, detail);
    }
}

using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.DynamoDb.Wire;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>The members that PutItem, UpdateItem and DeleteItem share, as they were read.</summary>
internal struct WriteMembers
{
    public string? Condition;
    public Dictionary<string, string>? Names;
    public Dictionary<string, AttributeValue>? Values;
    public string? ReturnValues;
    public string? OnConditionCheckFailure;
    public string? ReturnConsumedCapacity;
    public string? ReturnItemCollectionMetrics;
    public AwsException? ValueFault;
    public AwsException? ArgumentFault;

    /// <summary>Reads the member that the reader stands on; false where it is none of these.</summary>
    public bool TryRead(ref RequestReader reader)
    {
        if (reader.Is("ConditionExpression"u8)) Condition = reader.ReadString();
        else if (reader.Is("ExpressionAttributeNames"u8)) Names = reader.ReadNames();
        else if (reader.Is("ExpressionAttributeValues"u8)) Values = reader.ReadValues();
        else if (reader.Is("ReturnValues"u8)) ReturnValues = reader.ReadString();
        else if (reader.Is("ReturnValuesOnConditionCheckFailure"u8)) OnConditionCheckFailure = reader.ReadString();
        else if (reader.Is("ReturnConsumedCapacity"u8)) ReturnConsumedCapacity = reader.ReadString();
        else if (reader.Is("ReturnItemCollectionMetrics"u8)) ReturnItemCollectionMetrics = reader.ReadString();
        else return false;
        return true;
    }
}

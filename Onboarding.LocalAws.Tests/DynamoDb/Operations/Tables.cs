using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace Onboarding.LocalAws.Tests.DynamoDb.Operations;

/// <summary>Requests and items in short.</summary>
internal static class Tables
{
    /// <summary>Hash key <c>pk</c> S.</summary>
    public static CreateTableRequest Hash(string name) => new()
    {
        TableName = name,
        KeySchema = [new KeySchemaElement("pk", KeyType.HASH)],
        AttributeDefinitions = [new AttributeDefinition("pk", ScalarAttributeType.S)],
        BillingMode = BillingMode.PAY_PER_REQUEST,
    };

    /// <summary>Hash key <c>pk</c> S and a range key <c>sk</c>.</summary>
    public static CreateTableRequest HashAndRange(string name, ScalarAttributeType rangeType)
    {
        var table = Hash(name);
        table.KeySchema.Add(new KeySchemaElement("sk", KeyType.RANGE));
        table.AttributeDefinitions.Add(new AttributeDefinition("sk", rangeType));
        return table;
    }

    /// <summary>
    /// Hash key <c>pk</c> S, range key <c>sk</c> N, a global index <c>by-group</c> on <c>g</c> and a local one
    /// <c>by-label</c> on <c>l</c>, both with keys only.
    /// </summary>
    public static CreateTableRequest WithIndexes(string name)
    {
        var table = HashAndRange(name, ScalarAttributeType.N);
        table.AttributeDefinitions.Add(new AttributeDefinition("g", ScalarAttributeType.S));
        table.AttributeDefinitions.Add(new AttributeDefinition("l", ScalarAttributeType.S));
        table.GlobalSecondaryIndexes =
        [
            new GlobalSecondaryIndex
            {
                IndexName = "by-group",
                KeySchema = [new KeySchemaElement("g", KeyType.HASH)],
                Projection = new Projection { ProjectionType = ProjectionType.KEYS_ONLY },
            },
        ];
        table.LocalSecondaryIndexes =
        [
            new LocalSecondaryIndex
            {
                IndexName = "by-label",
                KeySchema = [new KeySchemaElement("pk", KeyType.HASH), new KeySchemaElement("l", KeyType.RANGE)],
                Projection = new Projection { ProjectionType = ProjectionType.KEYS_ONLY },
            },
        ];
        return table;
    }

    public static Dictionary<string, AttributeValue> Item(params (string Name, AttributeValue Value)[] attributes) =>
        attributes.ToDictionary(a => a.Name, a => a.Value);

    public static AttributeValue S(string text) => new() { S = text };

    public static AttributeValue N(int number) => new() { N = $"{number}" };
}

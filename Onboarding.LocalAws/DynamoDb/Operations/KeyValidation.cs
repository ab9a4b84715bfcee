using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.DynamoDb.Store;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>
/// Keys against the schema of their table.
/// Limits: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
/// </summary>
internal static class KeyValidation
{
    private const int HashSizeBytesMax = 2048;
    private const int RangeSizeBytesMax = 1024;

    /// <summary>Checks a Key member: exactly the attributes of the table's key, of their types.</summary>
    public static KeyPosition PositionOfKey(Item key, KeySchema schema)
    {
        if (key.Count != schema.Count)
        {
            throw DynamoDbErrors.Validation(DynamoDbErrors.KeyMismatchText);
        }

        var hash = Part(key, schema.Hash);
        var range = schema.Range is { } rangeKey ? Part(key, rangeKey) : null;
        CheckSizes(hash, range);
        return KeyPosition.InTable(hash, range);

        static AttributeValue Part(Item key, KeyAttribute attribute)
        {
            var value = key.Find(attribute.Name);
            if (value?.Type != attribute.Type)
            {
                throw DynamoDbErrors.Validation(DynamoDbErrors.KeyMismatchText);
            }

            RejectEmpty(value, attribute.Name);
            return value;
        }
    }

    /// <summary>Checks the key attributes of a whole item, then those of the indexes.</summary>
    public static KeyPosition PositionOfItem(Item item, TableDefinition table)
    {
        var hash = Part(item, table.Key.Hash);
        var range = table.Key.Range is { } rangeKey ? Part(item, rangeKey) : null;
        CheckSizes(hash, range);
        CheckIndexKeys(item, table);
        return KeyPosition.InTable(hash, range);

        static AttributeValue Part(Item item, KeyAttribute attribute)
        {
            var value = item.Find(attribute.Name)
                ?? throw DynamoDbErrors.InvalidParameter($"Missing the key {attribute.Name} in the item");
            if (value.Type != attribute.Type)
            {
                throw DynamoDbErrors.InvalidParameter(
                    $"Type mismatch for key {attribute.Name} expected: {attribute.Type} actual: {value.Type}");
            }

            RejectEmpty(value, attribute.Name);
            return value;
        }
    }

    /// <summary>An item may lack the keys of an index, but what it has must fit.</summary>
    /// <param name="isUpdate">An update's error has a text of its own.</param>
    public static void CheckIndexKeys(Item item, TableDefinition table, bool isUpdate = false)
    {
        foreach (var index in table.Indexes)
        {
            CheckIndexKey(item, index.Key.Hash, index, isUpdate);
            if (index.Key.Range is { } range)
            {
                CheckIndexKey(item, range, index, isUpdate);
            }
        }
    }

    private static void CheckIndexKey(Item item, KeyAttribute attribute, IndexDefinition index, bool isUpdate)
    {
        if (item.Find(attribute.Name) is not { } value)
        {
            return;
        }

        if (value.Type != attribute.Type)
        {
            throw DynamoDbErrors.InvalidParameter(
                $"Type mismatch for Index Key {attribute.Name} Expected: {attribute.Type} Actual: {value.Type} "
                + $"IndexName: {index.Name}");
        }

        if (IsEmpty(value))
        {
            // Both texts recorded from DynamoDB Local 3.3.0.
            throw DynamoDbErrors.Validation(isUpdate
                ? "One or more parameter values are not valid. The update expression attempted to update a secondary "
                    + "index key to a value that is not supported. The AttributeValue for a key attribute cannot "
                    + $"contain an empty {Kind(value)} value."
                : "One or more parameter values are not valid. A value specified for a secondary index key is not "
                    + "supported. The AttributeValue for a key attribute cannot contain an empty "
                    + $"{Kind(value)} value. IndexName: {index.Name}, IndexKey: {attribute.Name}");
        }

        CheckSize(value, attribute == index.Key.Hash ? HashSizeBytesMax : RangeSizeBytesMax);
    }

    private static void CheckSizes(AttributeValue hash, AttributeValue? range)
    {
        CheckSize(hash, HashSizeBytesMax);
        if (range is not null)
        {
            CheckSize(range, RangeSizeBytesMax);
        }
    }

    private static void CheckSize(AttributeValue value, int sizeBytesMax)
    {
        if (value.SizeBytes > sizeBytesMax)
        {
            // The missing space is AWS's.
            throw DynamoDbErrors.InvalidParameter(sizeBytesMax == HashSizeBytesMax
                ? "Size of hashkey has exceeded the maximum size limit of2048 bytes"
                : "Aggregated size of all range keys has exceeded the size limit of 1024 bytes");
        }
    }

    private static void RejectEmpty(AttributeValue value, string attribute)
    {
        if (IsEmpty(value))
        {
            throw DynamoDbErrors.Validation(
                "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an "
                + $"empty {Kind(value)} value. Key: {attribute}");
        }
    }

    private static bool IsEmpty(AttributeValue value) =>
        value is StringValue { Utf8.Length: 0 } or BinaryValue { Bytes.Length: 0 };

    private static string Kind(AttributeValue value) => value.Type == AttributeType.S ? "string" : "binary";
}

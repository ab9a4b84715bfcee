using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.DynamoDb.Store;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>Validates the keys and indexes of a new table or index and turns them into definitions.</summary>
/// <param name="attributes">The declared attributes of the request, their types checked already.</param>
internal sealed class TableSchema(IReadOnlyList<KeyAttribute> attributes, bool isPerRequest)
{
    private const int LocalIndexesMax = 5;
    private const int GlobalIndexesMax = 20;

    public KeySchema Key(IReadOnlyList<KeySchemaMember> members)
    {
        var names = members.Select(m => m.AttributeName!).ToList();
        if (names.Exists(name => Find(name) is null))
        {
            throw DynamoDbErrors.InvalidParameter(
                "Some index key attributes are not defined in AttributeDefinitions. "
                + $"Keys: [{string.Join(", ", names)}], "
                + $"AttributeDefinitions: [{string.Join(", ", attributes.Select(a => a.Name))}]");
        }

        if (names.Count == 2 && names[0] == names[1])
        {
            throw DynamoDbErrors.Validation(
                "Both the Hash Key and the Range Key element in the KeySchema have the same name");
        }

        if (members[0].KeyType != "HASH")
        {
            throw DynamoDbErrors.Validation("Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
        }

        if (members.Count == 2 && members[1].KeyType != "RANGE")
        {
            throw DynamoDbErrors.Validation("Invalid KeySchema: The second KeySchemaElement is not a RANGE key type");
        }

        return new KeySchema(Find(names[0])!.Value, names.Count == 2 ? Find(names[1]) : null);
    }

    public List<IndexDefinition> LocalIndexes(IReadOnlyList<IndexMember> members, KeySchema tableKey)
    {
        if (members.Count == 0)
        {
            throw DynamoDbErrors.InvalidParameter("List of LocalSecondaryIndexes is empty");
        }

        if (tableKey.Range is null)
        {
            throw DynamoDbErrors.InvalidParameter(
                "Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex");
        }

        var indexes = new List<IndexDefinition>();
        foreach (var member in members)
        {
            var key = Key(member.KeySchema!);
            if (key.Range is null)
            {
                throw DynamoDbErrors.InvalidParameter(
                    $"Index KeySchema does not have a range key for index: {member.IndexName}");
            }

            if (key.Hash != tableKey.Hash)
            {
                throw DynamoDbErrors.InvalidParameter(
                    "Index KeySchema does not have the same leading hash key as table KeySchema for index: "
                    + $"{member.IndexName}. index hash key: {key.Hash.Name}, table hash key: {tableKey.Hash.Name}");
            }

            indexes.Add(Index(member, key, isGlobal: false));
        }

        return indexes.Count <= LocalIndexesMax ? indexes : throw DynamoDbErrors.InvalidParameter(
            $"Number of LocalSecondaryIndexes exceeds per-table limit of {LocalIndexesMax}");
    }

    public List<IndexDefinition> GlobalIndexes(IReadOnlyList<IndexMember> members)
    {
        if (members.Count == 0)
        {
            throw DynamoDbErrors.InvalidParameter("List of GlobalSecondaryIndexes is empty");
        }

        var indexes = members.Select(GlobalIndex).ToList();
        return indexes.Count <= GlobalIndexesMax ? indexes : throw DynamoDbErrors.InvalidParameter(
            $"GlobalSecondaryIndex count exceeds the per-table limit of {GlobalIndexesMax}");
    }

    public IndexDefinition GlobalIndex(IndexMember member)
    {
        var index = Index(member, Key(member.KeySchema!), isGlobal: true);
        if (isPerRequest && member.Throughput is not null)
        {
            throw DynamoDbErrors.InvalidParameter(
                $"ProvisionedThroughput should not be specified for index: {member.IndexName} "
                + "when BillingMode is PAY_PER_REQUEST");
        }

        if (!isPerRequest && member.Throughput is null)
        {
            throw DynamoDbErrors.InvalidParameter(
                $"ProvisionedThroughput must be specified for index: {member.IndexName}");
        }

        return index with { Throughput = ToThroughput(member.Throughput) };
    }

    public static void RejectDuplicateNames(IEnumerable<IndexDefinition> indexes)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var index in indexes)
        {
            if (!names.Add(index.Name))
            {
                throw DynamoDbErrors.InvalidParameter($"Duplicate index name: {index.Name}");
            }
        }
    }

    /// <summary>Every declared attribute must be a key of the table or of an index.</summary>
    public void RejectUnusedAttributes(KeySchema key, IReadOnlyList<IndexDefinition> indexes)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var schema in indexes.Select(i => i.Key).Prepend(key))
        {
            used.Add(schema.Hash.Name);
            if (schema.Range is { } range)
            {
                used.Add(range.Name);
            }
        }

        if (used.Count == attributes.Count)
        {
            return;
        }

        throw DynamoDbErrors.InvalidParameter(indexes.Count == 0
            ? "Number of attributes in KeySchema does not exactly match number of attributes defined in "
                + "AttributeDefinitions"
            : "Some AttributeDefinitions are not used. AttributeDefinitions: "
                + $"[{string.Join(", ", attributes.Select(a => a.Name))}], keys used: [{string.Join(", ", used)}]");
    }

    public static Throughput ToThroughput(ThroughputMember? member) => member is null
        ? Throughput.None
        : new Throughput(member.ReadCapacityUnits!.Value, member.WriteCapacityUnits!.Value);

    private static IndexDefinition Index(IndexMember member, KeySchema key, bool isGlobal)
    {
        if (member.Projection!.ProjectionType is not { } type)
        {
            throw DynamoDbErrors.InvalidParameter("Unknown ProjectionType: null");
        }

        var projection = Enum.Parse<IndexProjection>(type);
        var attributes = member.Projection.NonKeyAttributes;
        if (attributes is not null && projection != IndexProjection.INCLUDE)
        {
            throw DynamoDbErrors.InvalidParameter($"ProjectionType is {type}, but NonKeyAttributes is specified");
        }

        if (attributes is null && projection == IndexProjection.INCLUDE)
        {
            throw DynamoDbErrors.InvalidParameter("ProjectionType is INCLUDE, but NonKeyAttributes is not specified");
        }

        return new IndexDefinition(member.IndexName!, isGlobal, key, projection, attributes ?? []);
    }

    private KeyAttribute? Find(string name)
    {
        foreach (var attribute in attributes)
        {
            if (attribute.Name == name)
            {
                return attribute;
            }
        }

        return null;
    }
}

using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.DynamoDb.Store;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>The constraints of the members of CreateTable and UpdateTable, each by itself.</summary>
internal static class TableConstraints
{
    /// <summary>AWS's internal bound of provisioned units (recorded by dynalite's tests against AWS).</summary>
    private const long ThroughputMax = 1_000_000_000_000;

    public static void AttributeDefinitions(
        IReadOnlyList<AttributeDefinitionMember>? members, ref ConstraintFaults faults)
    {
        for (var i = 0; i < members?.Count; i++)
        {
            var path = $"attributeDefinitions.{i + 1}.member";
            faults.Required(members[i].AttributeName, $"{path}.attributeName");
            faults.Required(members[i].AttributeType, $"{path}.attributeType");
            if (members[i].AttributeType is { } type and not ("S" or "N" or "B"))
            {
                faults.Add(type, $"{path}.attributeType", "Member must satisfy enum value set: [B, N, S]");
            }
        }
    }

    public static void KeySchema(IReadOnlyList<KeySchemaMember>? members, string path, ref ConstraintFaults faults)
    {
        if (members is null)
        {
            faults.Required(members, path);
            return;
        }

        var shown = $"[{string.Join(", ", members.Select(
            m => $"KeySchemaElement(attributeName={m.AttributeName ?? "null"}, keyType={m.KeyType ?? "null"})"))}]";
        faults.Length(members.Count, shown, path, 1, 2);
        for (var i = 0; i < members.Count; i++)
        {
            faults.Required(members[i].AttributeName, $"{path}.{i + 1}.member.attributeName");
            faults.Required(members[i].KeyType, $"{path}.{i + 1}.member.keyType");
            if (members[i].KeyType is { } type and not ("HASH" or "RANGE"))
            {
                faults.Add(
                    type, $"{path}.{i + 1}.member.keyType", "Member must satisfy enum value set: [HASH, RANGE]");
            }
        }
    }

    public static void Indexes(IReadOnlyList<IndexMember>? members, string path, ref ConstraintFaults faults)
    {
        for (var i = 0; i < members?.Count; i++)
        {
            Index(members[i], $"{path}.{i + 1}.member", ref faults);
        }
    }

    public static void Index(IndexMember index, string path, ref ConstraintFaults faults)
    {
        faults.Name(index.IndexName, $"{path}.indexName");
        KeySchema(index.KeySchema, $"{path}.keySchema", ref faults);
        faults.Required(index.Projection, $"{path}.projection");
        faults.Enum<IndexProjection>(
            index.Projection?.ProjectionType, $"{path}.projection.projectionType", "ALL, INCLUDE, KEYS_ONLY");
        if (index.Projection?.NonKeyAttributes is { Count: 0 })
        {
            faults.Add(
                "[]",
                $"{path}.projection.nonKeyAttributes",
                "Member must have length greater than or equal to 1");
        }

        Throughput(index.Throughput, $"{path}.provisionedThroughput", ref faults);
    }

    public static void Throughput(ThroughputMember? throughput, string path, ref ConstraintFaults faults)
    {
        if (throughput is null)
        {
            return;
        }

        faults.Required(throughput.WriteCapacityUnits, $"{path}.writeCapacityUnits");
        faults.Range(throughput.WriteCapacityUnits, $"{path}.writeCapacityUnits", 1, long.MaxValue);
        faults.Required(throughput.ReadCapacityUnits, $"{path}.readCapacityUnits");
        faults.Range(throughput.ReadCapacityUnits, $"{path}.readCapacityUnits", 1, long.MaxValue);
    }

    public static void ThroughputBounds(ThroughputMember? throughput)
    {
        if (throughput?.ReadCapacityUnits > ThroughputMax)
        {
            throw DynamoDbErrors.Validation(
                $"Given value {throughput.ReadCapacityUnits} for ReadCapacityUnits is out of bounds");
        }

        if (throughput?.WriteCapacityUnits > ThroughputMax)
        {
            throw DynamoDbErrors.Validation(
                $"Given value {throughput.WriteCapacityUnits} for WriteCapacityUnits is out of bounds");
        }
    }

    public static List<KeyAttribute> ToAttributes(IReadOnlyList<AttributeDefinitionMember> members) =>
        members.Select(m => new KeyAttribute(m.AttributeName!, Enum.Parse<AttributeType>(m.AttributeType!))).ToList();

    /// <returns>The view type of a stream to enable; null where the stream is to be off.</returns>
    public static StreamViewType? Stream(StreamMember stream, StreamViewType? viewType)
    {
        if (stream.StreamEnabled != true)
        {
            return viewType is null ? null : throw DynamoDbErrors.InvalidParameter(
                "StreamEnabled is false but StreamViewType is specified");
        }

        return viewType ?? throw DynamoDbErrors.InvalidParameter(
            "StreamViewType must be specified when StreamEnabled is true");
    }
}

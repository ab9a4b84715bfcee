using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.DynamoDb.Store;

namespace Onboarding.LocalAws.DynamoDb.Operations;

internal sealed class AttributeDefinitionMember
{
    public static readonly MemberTable<AttributeDefinitionMember> Table = new(
        new(
            "AttributeName",
            static (ref reader, ref it) => it.AttributeName = reader.ReadString(),
            static (ref it, ref faults) => faults.Required(it.AttributeName, "attributeName")),
        new(
            "AttributeType",
            static (ref reader, ref it) => it.AttributeType = reader.ReadString(),
            static (ref it, ref faults) => faults.RequiredOneOf(it.AttributeType, "attributeType", "B", "N", "S")));

    public string? AttributeName { get; private set; }

    public string? AttributeType { get; private set; }
}

internal sealed class KeySchemaMember
{
    private static readonly MemberTable<KeySchemaMember> Table = new(
        new(
            "AttributeName",
            static (ref reader, ref it) => it.AttributeName = reader.ReadString(),
            static (ref it, ref faults) => faults.Required(it.AttributeName, "attributeName")),
        new(
            "KeyType",
            static (ref reader, ref it) => it.KeyType = reader.ReadString(),
            static (ref it, ref faults) => faults.RequiredOneOf(it.KeyType, "keyType", "HASH", "RANGE")));

    public string? AttributeName { get; private set; }

    public string? KeyType { get; private set; }

    public static List<KeySchemaMember>? ReadList(ref RequestReader reader) => Table.ReadList(ref reader);

    public static void CheckList(List<KeySchemaMember>? members, ref ConstraintFaults faults)
    {
        faults.Required(members, "keySchema");
        if (members is not null)
        {
            faults.Length(members.Count, $"[{string.Join(", ", members)}]", "keySchema", 1, 2);
            Table.CheckList(members, "keySchema", ref faults);
        }
    }

    /// <summary>As AWS prints it in errors.</summary>
    public override string ToString() =>
        $"KeySchemaElement(attributeName={AttributeName ?? "null"}, keyType={KeyType ?? "null"})";
}

internal sealed class ProjectionMember
{
    public static readonly MemberTable<ProjectionMember> Table = new(
        new(
            "ProjectionType",
            static (ref reader, ref it) => it.ProjectionType = reader.ReadString(),
            static (ref it, ref faults) => faults.Enum<IndexProjection>(
                it.ProjectionType, "projectionType", "ALL, INCLUDE, KEYS_ONLY")),
        new(
            "NonKeyAttributes",
            static (ref reader, ref it) => it.NonKeyAttributes = reader.ReadStrings(),
            static (ref it, ref faults) => faults.Count(it.NonKeyAttributes?.Count, "nonKeyAttributes")))
    {
        Shape = "Projection",
    };

    public string? ProjectionType { get; private set; }

    public List<string>? NonKeyAttributes { get; private set; }
}

internal sealed class ThroughputMember
{
    public static readonly MemberTable<ThroughputMember> Table = new(
        new(
            "WriteCapacityUnits",
            static (ref reader, ref it) => it.WriteCapacityUnits = reader.ReadInteger("Long"),
            static (ref it, ref faults) => CheckUnits(it.WriteCapacityUnits, "writeCapacityUnits", ref faults)),
        new(
            "ReadCapacityUnits",
            static (ref reader, ref it) => it.ReadCapacityUnits = reader.ReadInteger("Long"),
            static (ref it, ref faults) => CheckUnits(it.ReadCapacityUnits, "readCapacityUnits", ref faults)))
    {
        Shape = "ProvisionedThroughput",
    };

    public long? ReadCapacityUnits { get; private set; }

    public long? WriteCapacityUnits { get; private set; }

    private static void CheckUnits(long? units, string path, ref ConstraintFaults faults)
    {
        faults.Required(units, path);
        faults.Range(units, path, 1, long.MaxValue);
    }
}

internal sealed class StreamMember
{
    public static readonly MemberTable<StreamMember> Table = new(
        new("StreamEnabled", static (ref reader, ref it) => it.StreamEnabled = reader.ReadBoolean()),
        new(
            "StreamViewType",
            static (ref reader, ref it) => it._viewTypeText = reader.ReadString(),
            static (ref it, ref faults) => it.ViewType = faults.Enum<StreamViewType>(
                it._viewTypeText, "streamViewType", "NEW_IMAGE, OLD_IMAGE, NEW_AND_OLD_IMAGES, KEYS_ONLY")))
    {
        Shape = "StreamSpecification",
    };

    private string? _viewTypeText;

    public bool? StreamEnabled { get; private set; }

    /// <summary>Known once the constraints are checked.</summary>
    public StreamViewType? ViewType { get; private set; }
}

internal sealed class IndexMember
{
    public static readonly MemberTable<IndexMember> Table = new(
        new(
            "IndexName",
            static (ref reader, ref it) => it.IndexName = reader.ReadString(),
            static (ref it, ref faults) => faults.Name(it.IndexName, "indexName")),
        new(
            "KeySchema",
            static (ref reader, ref it) => it.KeySchema = KeySchemaMember.ReadList(ref reader),
            static (ref it, ref faults) => KeySchemaMember.CheckList(it.KeySchema, ref faults)),
        new(
            "Projection",
            static (ref reader, ref it) => it.Projection = ProjectionMember.Table.ReadObject(ref reader),
            static (ref it, ref faults) =>
            {
                faults.Required(it.Projection, "projection");
                ProjectionMember.Table.CheckObject(it.Projection, "projection", ref faults);
            }),
        new(
            "ProvisionedThroughput",
            static (ref reader, ref it) => it.Throughput = ThroughputMember.Table.ReadObject(ref reader),
            static (ref it, ref faults) =>
                ThroughputMember.Table.CheckObject(it.Throughput, "provisionedThroughput", ref faults)))
    {
        Shape = "GlobalSecondaryIndexUpdate",
        Refused = new("CreateTable", "OnDemandThroughput", "WarmThroughput"),
    };

    public string? IndexName { get; private set; }

    public List<KeySchemaMember>? KeySchema { get; private set; }

    public ProjectionMember? Projection { get; private set; }

    public ThroughputMember? Throughput { get; private set; }
}

using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.DynamoDb.Json;

internal sealed record AttributeDefinitionMember(string? AttributeName, string? AttributeType);

internal sealed record KeySchemaMember(string? AttributeName, string? KeyType);

internal sealed record ProjectionMember(string? ProjectionType, List<string>? NonKeyAttributes);

internal sealed record ThroughputMember(long? ReadCapacityUnits, long? WriteCapacityUnits);

internal sealed record StreamMember(bool? StreamEnabled, string? StreamViewType);

internal sealed record TagMember(string? Key, string? Value);

internal sealed record IndexMember(
    string? IndexName, List<KeySchemaMember>? KeySchema, ProjectionMember? Projection, ThroughputMember? Throughput);

/// <summary>The parts of CreateTable and UpdateTable as they were read, not yet validated.</summary>
internal static class TableMembers
{
    private static readonly UnsupportedMembers RefusedOfIndex =
        new("CreateTable", "OnDemandThroughput", "WarmThroughput");

    public static List<AttributeDefinitionMember>? ReadAttributeDefinitions(ref RequestReader reader) =>
        ReadPairs(ref reader, "AttributeName"u8, "AttributeType"u8)?
            .ConvertAll(p => new AttributeDefinitionMember(p.First, p.Second));

    public static List<KeySchemaMember>? ReadKeySchema(ref RequestReader reader) =>
        ReadPairs(ref reader, "AttributeName"u8, "KeyType"u8)?
            .ConvertAll(p => new KeySchemaMember(p.First, p.Second));

    public static List<TagMember>? ReadTags(ref RequestReader reader) =>
        ReadPairs(ref reader, "Key"u8, "Value"u8)?.ConvertAll(p => new TagMember(p.First, p.Second));

    public static List<IndexMember>? ReadIndexes(ref RequestReader reader)
    {
        if (!reader.EnterList())
        {
            return null;
        }

        var indexes = new List<IndexMember>();
        while (reader.NextObject())
        {
            indexes.Add(ReadIndexHere(ref reader));
        }

        return indexes;
    }

    /// <summary>An index whose opening brace is read already.</summary>
    public static IndexMember ReadIndexHere(ref RequestReader reader)
    {
        var index = new IndexMember(null, null, null, null);
        while (reader.NextMember())
        {
            if (reader.Is("IndexName"u8))
            {
                index = index with { IndexName = reader.ReadString() };
            }
            else if (reader.Is("KeySchema"u8))
            {
                index = index with { KeySchema = ReadKeySchema(ref reader) };
            }
            else if (reader.Is("Projection"u8))
            {
                index = index with { Projection = ReadProjection(ref reader) };
            }
            else if (reader.Is("ProvisionedThroughput"u8))
            {
                index = index with { Throughput = ReadThroughput(ref reader) };
            }
            else
            {
                reader.SkipOrRefuse(RefusedOfIndex);
            }
        }

        return index;
    }

    public static ThroughputMember? ReadThroughput(ref RequestReader reader)
    {
        if (!reader.EnterObject("com.amazonaws.dynamodb.v20120810.ProvisionedThroughput"))
        {
            return null;
        }

        long? read = null, write = null;
        while (reader.NextMember())
        {
            if (reader.Is("ReadCapacityUnits"u8))
            {
                read = reader.ReadInteger("Long");
            }
            else if (reader.Is("WriteCapacityUnits"u8))
            {
                write = reader.ReadInteger("Long");
            }
            else
            {
                reader.Skip();
            }
        }

        return new ThroughputMember(read, write);
    }

    public static StreamMember? ReadStream(ref RequestReader reader)
    {
        if (!reader.EnterObject("com.amazonaws.dynamodb.v20120810.StreamSpecification"))
        {
            return null;
        }

        bool? isEnabled = null;
        string? viewType = null;
        while (reader.NextMember())
        {
            if (reader.Is("StreamEnabled"u8))
            {
                isEnabled = reader.ReadBoolean();
            }
            else if (reader.Is("StreamViewType"u8))
            {
                viewType = reader.ReadString();
            }
            else
            {
                reader.Skip();
            }
        }

        return new StreamMember(isEnabled, viewType);
    }

    /// <summary>The settings that have one value here: anything but the default is refused.</summary>
    public static void ReadEncryption(ref RequestReader reader, string operation)
    {
        if (!reader.EnterObject("com.amazonaws.dynamodb.v20120810.SSESpecification"))
        {
            return;
        }

        while (reader.NextMember())
        {
            if (!reader.Is("Enabled"u8))
            {
                reader.Skip();
            }
            else if (reader.ReadBoolean() == true)
            {
                throw new AwsException(Unsupported.Feature("DynamoDB", operation, "SSESpecification with a KMS key"));
            }
        }
    }

    private static ProjectionMember? ReadProjection(ref RequestReader reader)
    {
        if (!reader.EnterObject("com.amazonaws.dynamodb.v20120810.Projection"))
        {
            return null;
        }

        string? type = null;
        List<string>? attributes = null;
        while (reader.NextMember())
        {
            if (reader.Is("ProjectionType"u8))
            {
                type = reader.ReadString();
            }
            else if (reader.Is("NonKeyAttributes"u8))
            {
                attributes = reader.ReadStrings();
            }
            else
            {
                reader.Skip();
            }
        }

        return new ProjectionMember(type, attributes);
    }

    /// <summary>A list of objects that have two texts each.</summary>
    private static List<(string? First, string? Second)>? ReadPairs(
        ref RequestReader reader, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        if (!reader.EnterList())
        {
            return null;
        }

        var pairs = new List<(string? First, string? Second)>();
        while (reader.NextObject())
        {
            (string? First, string? Second) pair = default;
            while (reader.NextMember())
            {
                if (reader.Is(first))
                {
                    pair.First = reader.ReadString();
                }
                else if (reader.Is(second))
                {
                    pair.Second = reader.ReadString();
                }
                else
                {
                    reader.Skip();
                }
            }

            pairs.Add(pair);
        }

        return pairs;
    }
}

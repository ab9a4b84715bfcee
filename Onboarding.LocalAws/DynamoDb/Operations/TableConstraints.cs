using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.DynamoDb.Store;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>What AWS demands of the members of CreateTable and UpdateTable beyond its model.</summary>
internal static class TableConstraints
{
    /// <summary>AWS's internal bound of provisioned units (recorded by dynalite's tests against AWS).</summary>
    private const long ThroughputMax = 1_000_000_000_000;

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
    public static StreamViewType? Stream(StreamMember stream)
    {
        if (stream.StreamEnabled != true)
        {
            return stream.ViewType is null ? null : throw DynamoDbErrors.InvalidParameter(
                "StreamEnabled is false but StreamViewType is specified");
        }

        return stream.ViewType ?? throw DynamoDbErrors.InvalidParameter(
            "StreamViewType must be specified when StreamEnabled is true");
    }
}

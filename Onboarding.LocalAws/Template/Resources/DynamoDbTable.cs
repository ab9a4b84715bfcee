using System.Collections.Frozen;
using Onboarding.LocalAws.Template.Shapes;

namespace Onboarding.LocalAws.Template.Resources;

/// <summary>
/// AWS::DynamoDB::Table; its properties are those of CreateTable with a few that are calls of their own.
/// </summary>
internal static class DynamoDbTable
{
    public const string Name = "AWS::DynamoDB::Table";

    private static readonly Shape KeySchema = Shape.List(Shape.Object(
        Property.Required("AttributeName", Shape.Text),
        Property.Required("KeyType", Shape.OneOf("HASH", "RANGE"))));

    private static readonly Shape Projection = Shape.Object(
        Property.Optional("ProjectionType", Shape.OneOf("ALL", "KEYS_ONLY", "INCLUDE")),
        Property.Optional("NonKeyAttributes", Shape.List(Shape.Text)));

    private static readonly Shape Throughput = Shape.Object(
        Property.Required("ReadCapacityUnits", Shape.Integer(1, 1_000_000)),
        Property.Required("WriteCapacityUnits", Shape.Integer(1, 1_000_000)));

    /// <summary>The part that is sent to CreateTable as it stands.</summary>
    public static readonly ObjectShape CreateTable = Shape.Object(
        Property.Required("AttributeDefinitions", Shape.List(Shape.Object(
            Property.Required("AttributeName", Shape.Text),
            Property.Required("AttributeType", Shape.OneOf("S", "N", "B"))))),
        Property.Required("KeySchema", KeySchema),
        Property.Optional("BillingMode", Shape.OneOf("PAY_PER_REQUEST", "PROVISIONED")),
        Property.Optional("ProvisionedThroughput", Throughput),
        Property.Optional("StreamSpecification", Shape.Object(Property.Required(
            "StreamViewType", Shape.OneOf("KEYS_ONLY", "NEW_AND_OLD_IMAGES", "NEW_IMAGE", "OLD_IMAGE")))),
        Property.Optional("GlobalSecondaryIndexes", Shape.List(Shape.Object(
            Property.Required("IndexName", Shape.Text),
            Property.Required("KeySchema", KeySchema),
            Property.Required("Projection", Projection),
            Property.Optional("ProvisionedThroughput", Throughput)))),
        Property.Optional("LocalSecondaryIndexes", Shape.List(Shape.Object(
            Property.Required("IndexName", Shape.Text),
            Property.Required("KeySchema", KeySchema),
            Property.Required("Projection", Projection)))));

    public static readonly ObjectShape TimeToLive = Shape.Object(
        Property.Required("Enabled", Shape.Boolean),
        Property.Optional("AttributeName", Shape.Text));

    public static readonly ResourceType Type = new(Name, Shape.Object(
    [
        .. CreateTable.Properties,
        Property.Optional("TableName", Shape.Text),
        Property.Optional("TimeToLiveSpecification", TimeToLive),
        Property.CloudOnly("ContributorInsightsSpecification"),
        Property.CloudOnly("DeletionProtectionEnabled"),
        Property.CloudOnly("PointInTimeRecoverySpecification"),
        Property.CloudOnly("SSESpecification"),
        Property.CloudOnly("TableClass"),
        Property.CloudOnly("Tags"),
    ]))
    {
        NameProperty = "TableName",
        Ref = (_, name) => name,
        Attributes = new Dictionary<string, AttributeValue>
        {
            ["Arn"] = (stack, name) => stack.Arn("dynamodb", $"table/{name}"),
            // The label of a stream is the time of its creation.
            ["StreamArn"] = (_, _) => null,
        }.ToFrozenDictionary(StringComparer.Ordinal),
    };
}

using System.Collections.Frozen;
using System.Text.Json;
using Onboarding.LocalAws.Template;
using Onboarding.LocalAws.Template.Shapes;
using Onboarding.LocalAws.Wire.Client;

namespace Onboarding.LocalAws.Provisioning.Resources;

/// <summary>
/// AWS::DynamoDB::Table through CreateTable, DescribeTable until it is active, and UpdateTimeToLive; its properties are
/// those of CreateTable with a few that are calls of their own.
/// </summary>
internal sealed class DynamoDbTable : IStackResource
{
    private const string Name = "AWS::DynamoDB::Table";

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan ActiveWithin = TimeSpan.FromSeconds(60);

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
    private static readonly ObjectShape CreateTable = Shape.Object(
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

    private static readonly ObjectShape TimeToLive = Shape.Object(
        Property.Required("Enabled", Shape.Boolean),
        Property.Optional("AttributeName", Shape.Text));

    public ResourceType Type { get; } = new(Name, Shape.Object(
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

    /// <summary>Creates the table, or takes over the one that a data folder has kept.</summary>
    /// <inheritdoc/>
    public async Task CreateAsync(ResourceContext context, CancellationToken stop)
    {
        var wanted = CreateTableBody(context.Name, context.Properties);
        var created = (await context.TryCallAsync(JsonApi.DynamoDb, nameof(CreateTable), wanted, stop))
            .MustSucceed(unless: "ResourceInUseException");
        var isNew = created.IsSuccess;
        var table = isNew && IsActive(created.Member("TableDescription"))
            ? created.Member("TableDescription")
            : await AwaitActiveAsync(context, stop);
        if (!isNew)
        {
            CheckKept(wanted, table);
        }

        if (context.Properties.FindMap("TimeToLiveSpecification") is { } timeToLive
            && (isNew
                ? timeToLive.FindBoolean("Enabled") == true
                : !await HasTimeToLiveAsync(context, timeToLive, stop)))
        {
            // Only where it changes something: AWS refuses what is enabled or disabled already.
            await context.CallAsync(
                JsonApi.DynamoDb, "UpdateTimeToLive", TimeToLiveBody(context.Name, timeToLive), stop);
        }

        KeepArn(context, table, "TableArn", "Arn");
        KeepArn(context, table, "LatestStreamArn", "StreamArn");
    }

    /// <summary>As the endpoint says it: its region may be another, as DynamoDB Local's `ddblocal`.</summary>
    private static void KeepArn(ResourceContext context, JsonElement table, string member, string attribute)
    {
        if (table.TryGetProperty(member, out var arn))
        {
            context.SetCreated(attribute, arn.GetString()!);
        }
    }

    private static async Task<JsonElement> AwaitActiveAsync(ResourceContext context, CancellationToken stop)
    {
        var start = context.Time.GetTimestamp();
        while (context.Time.GetElapsedTime(start) <= ActiveWithin)
        {
            var described = await context.CallAsync(
                JsonApi.DynamoDb, "DescribeTable", JsonBody.Object("TableName", context.Name), stop);
            if (IsActive(described.Member("Table")))
            {
                return described.Member("Table");
            }

            await Task.Delay(PollInterval, context.Time, stop);
        }

        throw new ProvisioningException($"table {context.Name} did not become ACTIVE within {ActiveWithin}");
    }

    private static bool IsActive(JsonElement table) =>
        table.TryGetProperty("TableStatus", out var status) && status.ValueEquals("ACTIVE");

    private static void CheckKept(byte[] wanted, JsonElement kept)
    {
        using var template = JsonDocument.Parse(wanted);
        if (KeptTable.Difference(template.RootElement, kept) is { } difference)
        {
            throw new ProvisioningException(
                $"the table is there already and differs in {difference}; delete it or start with another data folder");
        }
    }

    private static async Task<bool> HasTimeToLiveAsync(
        ResourceContext context, TemplateMapping wanted, CancellationToken stop)
    {
        var described = await context.CallAsync(
            JsonApi.DynamoDb, "DescribeTimeToLive", JsonBody.Object("TableName", context.Name), stop);
        var isEnabled = described.Text("TimeToLiveDescription", "TimeToLiveStatus") is "ENABLED" or "ENABLING";
        return isEnabled == wanted.FindBoolean("Enabled")
            && (!isEnabled
                || described.Text("TimeToLiveDescription", "AttributeName") == wanted.FindText("AttributeName"));
    }

    private static byte[] CreateTableBody(string name, TemplateMapping properties) => JsonBody.Object(json =>
    {
        json.WriteString("TableName"u8, name);
        json.WriteProperties(properties.Without("StreamSpecification"), CreateTable);
        // The API has a switch that CloudFormation leaves out: there, naming a view type means enabling the stream.
        if (properties.FindMap("StreamSpecification") is { } stream)
        {
            json.WriteStartObject("StreamSpecification"u8);
            json.WriteBoolean("StreamEnabled"u8, true);
            json.WriteString("StreamViewType"u8, stream.RequiredText("StreamViewType"));
            json.WriteEndObject();
        }
    });

    private static byte[] TimeToLiveBody(string name, TemplateMapping timeToLive) => JsonBody.Object(json =>
    {
        json.WriteString("TableName"u8, name);
        json.WritePropertyName("TimeToLiveSpecification"u8);
        ShapeJson.Write(json, timeToLive, TimeToLive);
    });
}

using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.DynamoDb.Store;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>CreateTable: a table with its keys, indexes and stream, ready as soon as the call is answered.</summary>
internal sealed class CreateTable(DynamoDbContext context) : IAwsOperation<JsonCall>
{
    private static readonly OperationMembers Known = new(
        "AttributeDefinitions", "BillingMode", "DeletionProtectionEnabled", "GlobalSecondaryIndexes", "KeySchema",
        "LocalSecondaryIndexes", "ProvisionedThroughput", "SSESpecification", "StreamSpecification", "TableClass",
        "TableName", "Tags")
    {
        Refused =
        [
            "OnDemandThroughput", "WarmThroughput", "ResourcePolicy", "GlobalTableSourceArn",
            "GlobalTableSettingsReplicationMode",
        ],
    };

    private static readonly UnsupportedMembers Refused = new("CreateTable", Known.Refused);

    public string Name => "CreateTable";

    public IReadOnlyList<Permission> Permissions { get; } = [new("dynamodb:CreateTable", DynamoDbResources.Table)];

    public OperationMembers Members => Known;

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var response = call.Response;
        var definition = Validate(Read(call.Body));
        if (!context.Database.TryCreate(definition))
        {
            throw DynamoDbErrors.TableInUse(definition.Name);
        }

        response.WritePropertyName("TableDescription"u8);
        TableDescription.Write(response, TableSnapshot.Empty(definition), "CREATING");
        return ValueTask.CompletedTask;
    }

    private static Request Read(ReadOnlySpan<byte> body)
    {
        var reader = new RequestReader(body);
        var request = new Request();
        while (reader.NextMember())
        {
            if (reader.Is("TableName"u8))
            {
                request.TableName = reader.ReadString();
            }
            else if (reader.Is("AttributeDefinitions"u8))
            {
                request.AttributeDefinitions = TableMembers.ReadAttributeDefinitions(ref reader);
            }
            else if (reader.Is("KeySchema"u8))
            {
                request.KeySchema = TableMembers.ReadKeySchema(ref reader);
            }
            else if (reader.Is("LocalSecondaryIndexes"u8))
            {
                request.Local = TableMembers.ReadIndexes(ref reader);
            }
            else if (reader.Is("GlobalSecondaryIndexes"u8))
            {
                request.Global = TableMembers.ReadIndexes(ref reader);
            }
            else if (reader.Is("BillingMode"u8))
            {
                request.BillingMode = reader.ReadString();
            }
            else if (reader.Is("ProvisionedThroughput"u8))
            {
                request.Throughput = TableMembers.ReadThroughput(ref reader);
            }
            else if (reader.Is("StreamSpecification"u8))
            {
                request.Stream = TableMembers.ReadStream(ref reader);
            }
            else if (reader.Is("SSESpecification"u8))
            {
                TableMembers.ReadEncryption(ref reader, "CreateTable");
            }
            else if (reader.Is("TableClass"u8))
            {
                request.TableClass = reader.ReadString();
            }
            else if (reader.Is("Tags"u8))
            {
                request.Tags = TableMembers.ReadTags(ref reader);
            }
            else if (reader.Is("DeletionProtectionEnabled"u8))
            {
                request.IsProtected = reader.ReadBoolean() ?? false;
            }
            else
            {
                reader.SkipOrRefuse(Refused);
            }
        }

        return request;
    }

    private TableDefinition Validate(Request request)
    {
        TableNames.Require(request.TableName);
        var (billingMode, viewType) = CheckConstraints(request);
        CheckBilling(request, billingMode);

        var attributes = TableConstraints.ToAttributes(request.AttributeDefinitions!);
        var schema = new TableSchema(attributes, billingMode == BillingMode.PAY_PER_REQUEST);
        var key = schema.Key(request.KeySchema!);
        var indexes = new List<IndexDefinition>();
        if (request.Local is not null)
        {
            indexes.AddRange(schema.LocalIndexes(request.Local, key));
        }

        if (request.Global is not null)
        {
            indexes.AddRange(schema.GlobalIndexes(request.Global));
        }

        TableSchema.RejectDuplicateNames(indexes);
        schema.RejectUnusedAttributes(key, indexes);
        viewType = request.Stream is null ? null : TableConstraints.Stream(request.Stream, viewType);
        var name = TableNames.Strip(request.TableName!);
        var arn = context.Scope.Arn("dynamodb", $"table/{name}");
        return new TableDefinition
        {
            Name = name,
            Id = context.Random.NextGuid(),
            Arn = arn,
            CreatedAt = context.Time.GetUtcNow(),
            Key = key,
            AttributeDefinitions = attributes,
            Indexes = indexes,
            BillingMode = billingMode,
            Throughput = TableSchema.ToThroughput(request.Throughput),
            IsDeletionProtected = request.IsProtected,
            Stream = viewType is { } type ? context.Database.Streams.Define(arn, type, startSequenceNumber: 1) : null,
            Tags = TagList.Validate(request.Tags),
        };
    }

    private static (BillingMode Billing, StreamViewType? ViewType) CheckConstraints(Request request)
    {
        var faults = default(ConstraintFaults);
        faults.Required(request.AttributeDefinitions, "attributeDefinitions");
        TableConstraints.AttributeDefinitions(request.AttributeDefinitions, ref faults);
        var billing = faults.Enum<BillingMode>(request.BillingMode, "billingMode", "PROVISIONED, PAY_PER_REQUEST");
        TableConstraints.Throughput(request.Throughput, "provisionedThroughput", ref faults);
        TableConstraints.KeySchema(request.KeySchema, "keySchema", ref faults);
        TableConstraints.Indexes(request.Local, "localSecondaryIndexes", ref faults);
        TableConstraints.Indexes(request.Global, "globalSecondaryIndexes", ref faults);
        var viewType = faults.Enum<StreamViewType>(
            request.Stream?.StreamViewType,
            "streamSpecification.streamViewType",
            "NEW_IMAGE, OLD_IMAGE, NEW_AND_OLD_IMAGES, KEYS_ONLY");
        faults.ThrowIfAny();
        if (request.TableClass is not (null or "STANDARD"))
        {
            throw new AwsException(Unsupported.Feature("DynamoDB", "CreateTable", $"TableClass {request.TableClass}"));
        }

        return (billing ?? BillingMode.PROVISIONED, viewType);
    }

    private static void CheckBilling(Request request, BillingMode billingMode)
    {
        if (billingMode == BillingMode.PAY_PER_REQUEST && request.Throughput is not null)
        {
            throw DynamoDbErrors.ThroughputUnexpected();
        }

        if (billingMode == BillingMode.PROVISIONED && request.Throughput is null)
        {
            throw DynamoDbErrors.InvalidParameter(
                "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED");
        }

        TableConstraints.ThroughputBounds(request.Throughput);
    }

    private sealed class Request
    {
        public string? TableName;
        public List<AttributeDefinitionMember>? AttributeDefinitions;
        public List<KeySchemaMember>? KeySchema;
        public List<IndexMember>? Local;
        public List<IndexMember>? Global;
        public string? BillingMode;
        public ThroughputMember? Throughput;
        public StreamMember? Stream;
        public string? TableClass;
        public List<TagMember>? Tags;
        public bool IsProtected;
    }
}

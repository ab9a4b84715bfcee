using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.DynamoDb.Store;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>
/// UpdateTable: the stream, global indexes, billing and deletion protection. Everything is done at once: an index is
/// built before the call is answered.
/// </summary>
internal sealed class UpdateTable(DynamoDbContext context) : IAwsOperation<JsonCall>
{
    private static readonly OperationMembers Known = new(
        "AttributeDefinitions", "BillingMode", "DeletionProtectionEnabled", "GlobalSecondaryIndexUpdates",
        "ProvisionedThroughput", "SSESpecification", "StreamSpecification", "TableClass", "TableName")
    {
        Refused =
        [
            "ReplicaUpdates", "OnDemandThroughput", "WarmThroughput", "MultiRegionConsistency",
            "GlobalTableWitnessUpdates", "GlobalTableSettingsReplicationMode",
        ],
    };

    private static readonly UnsupportedMembers Refused = new("UpdateTable", Known.Refused);

    public string Name => "UpdateTable";

    public IReadOnlyList<Permission> Permissions { get; } = [new("dynamodb:UpdateTable", DynamoDbResources.Table)];

    public OperationMembers Members => Known;

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var response = call.Response;
        var request = Read(call.Body);
        var (billing, viewType) = Validate(request);
        var table = context.RequireNamedTable(request.TableName!);
        var isThere = context.Database.TryUpdate(table, definition =>
        {
            definition = WithBilling(definition, billing, request);
            definition = WithIndexes(definition, request);
            definition = request.Stream is null ? definition : WithStream(definition, table, request.Stream, viewType);
            return definition with { IsDeletionProtected = request.IsProtected ?? definition.IsDeletionProtected };
        });
        if (!isThere)
        {
            throw DynamoDbErrors.TableNotFound(request.TableName!);
        }

        response.WritePropertyName("TableDescription"u8);
        TableDescription.Write(response, table.Describe(), "UPDATING");
        return ValueTask.CompletedTask;
    }

    private static (BillingMode? Billing, StreamViewType? ViewType) Validate(Request request)
    {
        TableNames.Require(request.TableName);
        var faults = default(ConstraintFaults);
        TableConstraints.AttributeDefinitions(request.AttributeDefinitions, ref faults);
        var billing = faults.Enum<BillingMode>(request.BillingMode, "billingMode", "PROVISIONED, PAY_PER_REQUEST");
        TableConstraints.Throughput(request.Throughput, "provisionedThroughput", ref faults);
        for (var i = 0; i < request.IndexUpdates?.Count; i++)
        {
            request.IndexUpdates[i].CheckConstraints($"globalSecondaryIndexUpdates.{i + 1}.member", ref faults);
        }

        var viewType = faults.Enum<StreamViewType>(
            request.Stream?.StreamViewType,
            "streamSpecification.streamViewType",
            "NEW_IMAGE, OLD_IMAGE, NEW_AND_OLD_IMAGES, KEYS_ONLY");
        faults.ThrowIfAny();
        if (request.TableClass is not (null or "STANDARD"))
        {
            throw new AwsException(Unsupported.Feature("DynamoDB", "UpdateTable", $"TableClass {request.TableClass}"));
        }

        CheckMembers(request, billing);
        return (billing, viewType);
    }

    private static void CheckMembers(Request request, BillingMode? billing)
    {
        if (request is { Throughput: null, BillingMode: null, Stream: null, IsProtected: null, TableClass: null }
            && request.IndexUpdates is null or { Count: 0 })
        {
            throw DynamoDbErrors.Validation(
                "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates "
                + "or SSESpecification or ReplicaUpdates is required");
        }

        if (billing == BillingMode.PROVISIONED && request.Throughput is null)
        {
            throw DynamoDbErrors.InvalidParameter(
                "ProvisionedThroughput must be specified when BillingMode is PROVISIONED");
        }

        TableConstraints.ThroughputBounds(request.Throughput);
        if (request.IndexUpdates is { Count: > 1 } updates && updates.Count(u => u.IsCreateOrDelete) > 1)
        {
            throw DynamoDbErrors.LimitExceeded(
                "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table");
        }
    }

    private static TableDefinition WithBilling(TableDefinition definition, BillingMode? billing, Request request)
    {
        var mode = billing ?? definition.BillingMode;
        if (mode == BillingMode.PAY_PER_REQUEST && request.Throughput is not null)
        {
            throw DynamoDbErrors.ThroughputUnexpected();
        }

        var throughput = mode == BillingMode.PAY_PER_REQUEST ? Throughput.None
            : request.Throughput is null ? definition.Throughput : TableSchema.ToThroughput(request.Throughput);
        return definition with { BillingMode = mode, Throughput = throughput };
    }

    private static TableDefinition WithIndexes(TableDefinition definition, Request request)
    {
        foreach (var update in request.IndexUpdates ?? [])
        {
            definition = update.Apply(definition, request.AttributeDefinitions);
        }

        return definition;
    }

    private TableDefinition WithStream(
        TableDefinition definition, Table table, StreamMember member, StreamViewType? viewType)
    {
        var isEnabled = definition.Stream is { IsEnabled: true };
        if (TableConstraints.Stream(member, viewType) is not { } type)
        {
            return isEnabled
                ? definition with { Stream = definition.Stream! with { IsEnabled = false } }
                : throw DynamoDbErrors.Validation("Table has no stream to disable");
        }

        // AWS: "you receive a ValidationException if you try to enable a stream on a table that already has one".
        return isEnabled
            ? throw DynamoDbErrors.Validation("Table already has an enabled stream")
            : definition with
            {
                Stream = context.Database.Streams.Define(definition.Arn, type, table.NextSequenceNumber),
            };
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
            else if (reader.Is("BillingMode"u8))
            {
                request.BillingMode = reader.ReadString();
            }
            else if (reader.Is("ProvisionedThroughput"u8))
            {
                request.Throughput = TableMembers.ReadThroughput(ref reader);
            }
            else if (reader.Is("GlobalSecondaryIndexUpdates"u8))
            {
                request.IndexUpdates = IndexUpdate.ReadList(ref reader);
            }
            else if (reader.Is("StreamSpecification"u8))
            {
                request.Stream = TableMembers.ReadStream(ref reader);
            }
            else if (reader.Is("SSESpecification"u8))
            {
                TableMembers.ReadEncryption(ref reader, "UpdateTable");
            }
            else if (reader.Is("TableClass"u8))
            {
                request.TableClass = reader.ReadString();
            }
            else if (reader.Is("DeletionProtectionEnabled"u8))
            {
                request.IsProtected = reader.ReadBoolean();
            }
            else
            {
                reader.SkipOrRefuse(Refused);
            }
        }

        return request;
    }

    private sealed class Request
    {
        public string? TableName;
        public List<AttributeDefinitionMember>? AttributeDefinitions;
        public string? BillingMode;
        public ThroughputMember? Throughput;
        public List<IndexUpdate>? IndexUpdates;
        public StreamMember? Stream;
        public string? TableClass;
        public bool? IsProtected;
    }
}

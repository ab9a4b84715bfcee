using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.DynamoDb.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>
/// UpdateTable: the stream, global indexes, billing and deletion protection. Everything is done at once: an index is
/// built before the call returns.
/// </summary>
internal sealed class UpdateTable(DynamoDbContext context) : IAwsOperation<JsonCall>
{
    private static readonly MemberTable<TableRequest> Table = TableRequest.UpdateTable(new(
        "UpdateTable",
        "ReplicaUpdates", "OnDemandThroughput", "WarmThroughput", "MultiRegionConsistency",
        "GlobalTableWitnessUpdates", "GlobalTableSettingsReplicationMode"));

    public string Name => "UpdateTable";

    public IReadOnlyList<Permission> Permissions { get; } = [new("dynamodb:UpdateTable", DynamoDbResources.Table)];

    public OperationMembers Members { get; } = Table.ToOperationMembers();

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var response = call.Response;
        var request = new TableRequest();
        Table.Read(call.Body, ref request);
        Validate(request);
        var table = context.RequireNamedTable(request.TableName!);
        var isThere = context.Database.TryUpdate(table, definition =>
        {
            definition = WithBilling(definition, request);
            definition = WithIndexes(definition, request);
            definition = request.Stream is null ? definition : WithStream(definition, table, request.Stream);
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

    private static void Validate(TableRequest request)
    {
        TableNames.Require(request.TableName);
        Table.Check(ref request);
        request.RejectUnsupported("UpdateTable");
        CheckMembers(request);
    }

    private static void CheckMembers(TableRequest request)
    {
        if (!request.HasSetting && request.IndexUpdates is null or { Count: 0 })
        {
            throw DynamoDbErrors.Validation(
                "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates "
                + "or SSESpecification or ReplicaUpdates is required");
        }

        if (request.BillingMode == BillingMode.PROVISIONED && request.Throughput is null)
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

    private static TableDefinition WithBilling(TableDefinition definition, TableRequest request)
    {
        var mode = request.BillingMode ?? definition.BillingMode;
        if (mode == BillingMode.PAY_PER_REQUEST && request.Throughput is not null)
        {
            throw DynamoDbErrors.ThroughputUnexpected();
        }

        var throughput = mode == BillingMode.PAY_PER_REQUEST ? Throughput.None
            : request.Throughput is null ? definition.Throughput : TableSchema.ToThroughput(request.Throughput);
        return definition with { BillingMode = mode, Throughput = throughput };
    }

    private static TableDefinition WithIndexes(TableDefinition definition, TableRequest request)
    {
        foreach (var update in request.IndexUpdates ?? [])
        {
            definition = update.Apply(definition, request.AttributeDefinitions);
        }

        return definition;
    }

    private TableDefinition WithStream(TableDefinition definition, Table table, StreamMember member)
    {
        var isEnabled = definition.Stream is { IsEnabled: true };
        if (TableConstraints.Stream(member) is not { } type)
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
}

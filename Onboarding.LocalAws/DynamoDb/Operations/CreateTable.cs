using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.DynamoDb.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>CreateTable: a table with its keys, indexes and stream, ready as soon as the call returns.</summary>
internal sealed class CreateTable(DynamoDbContext context) : IAwsOperation<JsonCall>
{
    private static readonly MemberTable<TableRequest> Table = TableRequest.CreateTable(new(
        "CreateTable",
        "OnDemandThroughput", "WarmThroughput", "ResourcePolicy", "GlobalTableSourceArn",
        "GlobalTableSettingsReplicationMode"));

    public string Name => "CreateTable";

    public IReadOnlyList<Permission> Permissions { get; } = [new("dynamodb:CreateTable", DynamoDbResources.Table)];

    public OperationMembers Members { get; } = Table.ToOperationMembers();

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var response = call.Response;
        var request = new TableRequest();
        Table.Read(call.Body, ref request);
        var definition = Validate(request);
        if (!context.Database.TryCreate(definition))
        {
            throw DynamoDbErrors.TableInUse(definition.Name);
        }

        response.WritePropertyName("TableDescription"u8);
        TableDescription.Write(response, TableSnapshot.Empty(definition), "CREATING");
        return ValueTask.CompletedTask;
    }

    private TableDefinition Validate(TableRequest request)
    {
        TableNames.Require(request.TableName);
        Table.Check(ref request);
        request.RejectUnsupported("CreateTable");
        var billingMode = request.BillingMode ?? BillingMode.PROVISIONED;
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
        var viewType = request.Stream is null ? null : TableConstraints.Stream(request.Stream);
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
            IsDeletionProtected = request.IsProtected ?? false,
            Stream = viewType is { } type ? context.Database.Streams.Define(arn, type, startSequenceNumber: 1) : null,
            Tags = TagList.Validate(request.Tags),
        };
    }

    private static void CheckBilling(TableRequest request, BillingMode billingMode)
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
}

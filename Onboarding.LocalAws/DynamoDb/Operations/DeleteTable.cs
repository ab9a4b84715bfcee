using Onboarding.LocalAws.DynamoDb.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>DeleteTable: the table is gone once the call returns; its stream stays readable for a day.</summary>
internal sealed class DeleteTable(DynamoDbContext context) : IAwsOperation<JsonCall>
{
    public string Name => "DeleteTable";

    public IReadOnlyList<Permission> Permissions { get; } = [new("dynamodb:DeleteTable", DynamoDbResources.Table)];

    public OperationMembers Members { get; } = TableNameRequest.Table.ToOperationMembers();

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var response = call.Response;
        var name = TableNameRequest.Read(call.Body);
        var definition = context.RequireNamedTable(name).Definition;
        if (definition.IsDeletionProtected)
        {
            throw DynamoDbErrors.Validation(
                "Resource cannot be deleted as it is currently protected against deletion. "
                + "Disable deletion protection first.");
        }

        if (!context.Database.TryDelete(definition.Name))
        {
            throw DynamoDbErrors.TableNotFound(definition.Name);
        }

        response.WritePropertyName("TableDescription"u8);
        TableDescription.Write(response, TableSnapshot.Empty(definition), "DELETING");
        return ValueTask.CompletedTask;
    }
}

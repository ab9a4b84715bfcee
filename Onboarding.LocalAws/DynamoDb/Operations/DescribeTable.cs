using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>DescribeTable: the definition of a table with its present counts.</summary>
internal sealed class DescribeTable(DynamoDbContext context) : IAwsOperation<JsonCall>
{
    public string Name => "DescribeTable";

    public IReadOnlyList<Permission> Permissions { get; } = [new("dynamodb:DescribeTable", DynamoDbResources.Table)];

    public OperationMembers Members { get; } = TableNameRequest.Table.ToOperationMembers();

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var response = call.Response;
        var name = TableNameRequest.Read(call.Body);
        var table = context.RequireNamedTable(name);
        response.WritePropertyName("Table"u8);
        TableDescription.Write(response, table.Describe(), "ACTIVE");
        return ValueTask.CompletedTask;
    }
}

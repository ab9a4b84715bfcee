using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>DescribeTimeToLive: whether items expire, and by which attribute.</summary>
internal sealed class DescribeTimeToLive(DynamoDbContext context) : IAwsOperation<JsonCall>
{
    public string Name => "DescribeTimeToLive";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("dynamodb:DescribeTimeToLive", DynamoDbResources.Table)];

    public OperationMembers Members { get; } = TableNameRequest.Table.ToOperationMembers();

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var response = call.Response;
        var name = TableNameRequest.Read(call.Body);
        var attribute = context.RequireNamedTable(name).Definition.TimeToLiveAttribute;
        response.WriteStartObject("TimeToLiveDescription"u8);
        response.WriteString("TimeToLiveStatus"u8, attribute is null ? "DISABLED" : "ENABLED");
        if (attribute is not null)
        {
            response.WriteString("AttributeName"u8, attribute);
        }

        response.WriteEndObject();
        return ValueTask.CompletedTask;
    }
}

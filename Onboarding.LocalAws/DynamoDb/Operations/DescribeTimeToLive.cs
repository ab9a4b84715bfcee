using System.Text.Json;
using Onboarding.LocalAws.DynamoDb.Wire;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>DescribeTimeToLive: whether items expire, and by which attribute.</summary>
internal sealed class DescribeTimeToLive(DynamoDbContext context) : IDynamoDbOperation
{
    public string Name => "DescribeTimeToLive";

    public void Execute(ReadOnlySpan<byte> body, Utf8JsonWriter response)
    {
        var name = TableNameRequest.Read(body);
        TableNames.Require(name);
        var attribute = context.RequireNamedTable(name!).Definition.TimeToLiveAttribute;
        response.WriteStartObject();
        response.WriteStartObject("TimeToLiveDescription"u8);
        response.WriteString("TimeToLiveStatus"u8, attribute is null ? "DISABLED" : "ENABLED");
        if (attribute is not null)
        {
            response.WriteString("AttributeName"u8, attribute);
        }

        response.WriteEndObject();
        response.WriteEndObject();
    }
}

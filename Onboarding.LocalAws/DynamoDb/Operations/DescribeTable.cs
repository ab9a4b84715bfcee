using System.Text.Json;
using Onboarding.LocalAws.DynamoDb.Wire;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>DescribeTable: the definition of a table with its present counts.</summary>
internal sealed class DescribeTable(DynamoDbContext context) : IDynamoDbOperation
{
    public string Name => "DescribeTable";

    public void Execute(ReadOnlySpan<byte> body, Utf8JsonWriter response)
    {
        var name = TableNameRequest.Read(body);
        TableNames.Require(name);
        var table = context.RequireNamedTable(name!);
        response.WriteStartObject();
        response.WritePropertyName("Table"u8);
        lock (table.Gate)
        {
            TableDescription.Write(response, table.Definition, (table.ItemCount, table.SizeBytes), "ACTIVE", table);
        }

        response.WriteEndObject();
    }
}

using System.Text.Json;
using Onboarding.LocalAws.DynamoDb.Wire;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>DeleteTable: the table is gone once the call is answered; its stream stays readable for a day.</summary>
internal sealed class DeleteTable(DynamoDbContext context) : IDynamoDbOperation
{
    public string Name => "DeleteTable";

    public void Execute(ReadOnlySpan<byte> body, Utf8JsonWriter response)
    {
        var name = TableNameRequest.Read(body);
        TableNames.Require(name);
        var definition = context.RequireNamedTable(name!).Definition;
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

        response.WriteStartObject();
        response.WritePropertyName("TableDescription"u8);
        TableDescription.Write(response, definition, counts: default, "DELETING");
        response.WriteEndObject();
    }
}

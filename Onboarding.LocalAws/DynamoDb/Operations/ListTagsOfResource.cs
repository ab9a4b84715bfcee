using System.Text.Json;
using Onboarding.LocalAws.DynamoDb.Wire;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>ListTagsOfResource: all tags of a table; they fit one page.</summary>
internal sealed class ListTagsOfResource(DynamoDbContext context) : IDynamoDbOperation
{
    public string Name => "ListTagsOfResource";

    public void Execute(ReadOnlySpan<byte> body, Utf8JsonWriter response)
    {
        var reader = new RequestReader(body);
        string? arn = null;
        while (reader.NextMember())
        {
            if (reader.Is("ResourceArn"u8))
            {
                arn = reader.ReadString();
            }
            else
            {
                reader.Skip();
            }
        }

        var faults = default(ConstraintFaults);
        faults.Required(arn, "resourceArn");
        faults.ThrowIfAny();
        var table = TagList.RequireTable(context, arn!);
        response.WriteStartObject();
        response.WriteStartArray("Tags"u8);
        foreach (var tag in table.Definition.Tags)
        {
            response.WriteStartObject();
            response.WriteString("Key"u8, tag.Key);
            response.WriteString("Value"u8, tag.Value);
            response.WriteEndObject();
        }

        response.WriteEndArray();
        response.WriteEndObject();
    }
}

using System.Text.Json;
using Onboarding.LocalAws.DynamoDb.Wire;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>UntagResource: removes tags from a table by their keys.</summary>
internal sealed class UntagResource(DynamoDbContext context) : IDynamoDbOperation
{
    public string Name => "UntagResource";

    public void Execute(ReadOnlySpan<byte> body, Utf8JsonWriter response)
    {
        var reader = new RequestReader(body);
        string? arn = null;
        List<string>? keys = null;
        while (reader.NextMember())
        {
            if (reader.Is("ResourceArn"u8))
            {
                arn = reader.ReadString();
            }
            else if (reader.Is("TagKeys"u8))
            {
                keys = reader.ReadStrings();
            }
            else
            {
                reader.Skip();
            }
        }

        var faults = default(ConstraintFaults);
        faults.Required(arn, "resourceArn");
        faults.Required(keys, "tagKeys");
        faults.ThrowIfAny();
        TagList.Update(context, arn!, tags => tags.Where(t => !keys!.Contains(t.Key)).ToList());
    }
}

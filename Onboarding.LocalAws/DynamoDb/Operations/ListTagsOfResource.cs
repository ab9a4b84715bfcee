using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>ListTagsOfResource: all tags of a table; they fit one page.</summary>
internal sealed class ListTagsOfResource(DynamoDbContext context) : IAwsOperation<JsonCall>
{
    private static readonly OperationMembers Known = new("ResourceArn") { Refused = ["NextToken"] };

    private static readonly UnsupportedMembers Refused = new("ListTagsOfResource", Known.Refused);

    public string Name => "ListTagsOfResource";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("dynamodb:ListTagsOfResource", DynamoDbResources.Tagged)];

    public OperationMembers Members => Known;

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var response = call.Response;
        var reader = new RequestReader(call.Body);
        string? arn = null;
        while (reader.NextMember())
        {
            if (reader.Is("ResourceArn"u8))
            {
                arn = reader.ReadString();
            }
            else
            {
                reader.SkipOrRefuse(Refused);
            }
        }

        var faults = default(ConstraintFaults);
        faults.Required(arn, "resourceArn");
        faults.ThrowIfAny();
        var table = TagList.RequireTable(context, arn!);
        response.WriteStartArray("Tags"u8);
        foreach (var tag in table.Definition.Tags)
        {
            response.WriteStartObject();
            response.WriteString("Key"u8, tag.Key);
            response.WriteString("Value"u8, tag.Value);
            response.WriteEndObject();
        }

        response.WriteEndArray();
        return ValueTask.CompletedTask;
    }
}

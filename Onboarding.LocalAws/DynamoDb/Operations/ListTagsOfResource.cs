using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>ListTagsOfResource: all tags of a table; they fit one page.</summary>
internal sealed class ListTagsOfResource(DynamoDbContext context) : IAwsOperation<JsonCall>
{
    private static readonly MemberTable<TagRequest> Table = new(TagRequest.ResourceArnRow)
    {
        Refused = new("ListTagsOfResource", "NextToken"),
    };

    public string Name => "ListTagsOfResource";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("dynamodb:ListTagsOfResource", DynamoDbResources.Tagged)];

    public OperationMembers Members { get; } = Table.ToOperationMembers();

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var response = call.Response;
        var request = Table.ReadAndCheck(call.Body, out _);
        var table = TagList.RequireTable(context, request.ResourceArn!);
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

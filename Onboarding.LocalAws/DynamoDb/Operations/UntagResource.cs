using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>UntagResource: removes tags from a table by their keys.</summary>
internal sealed class UntagResource(DynamoDbContext context) : IAwsOperation<JsonCall>
{
    private static readonly MemberTable<TagRequest> Table = new(TagRequest.ResourceArnRow, TagRequest.TagKeysRow);

    public string Name => "UntagResource";

    public IReadOnlyList<Permission> Permissions { get; } = [new("dynamodb:UntagResource", DynamoDbResources.Tagged)];

    public OperationMembers Members { get; } = Table.ToOperationMembers();

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var request = Table.ReadAndCheck(call.Body, out _);
        TagList.Update(
            context, request.ResourceArn!, tags => tags.Where(t => !request.TagKeys!.Contains(t.Key)).ToList());
        call.HasNoOutput = true;
        return ValueTask.CompletedTask;
    }
}

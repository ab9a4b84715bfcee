using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>TagResource: adds tags to a table, or changes their values.</summary>
internal sealed class TagResource(DynamoDbContext context) : IAwsOperation<JsonCall>
{
    private static readonly MemberTable<TagRequest> Table = new(TagRequest.ResourceArnRow, TagRequest.TagsRow);

    public string Name => "TagResource";

    public IReadOnlyList<Permission> Permissions { get; } = [new("dynamodb:TagResource", DynamoDbResources.Tagged)];

    public OperationMembers Members { get; } = Table.ToOperationMembers();

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var request = Table.ReadAndCheck(call.Body, out _);
        var added = TagList.Validate(request.Tags);
        TagList.Update(context, request.ResourceArn!, tags =>
        {
            var kept = tags.Where(t => !added.Exists(a => a.Key == t.Key)).Concat(added).ToList();
            return kept.Count <= TagList.TagsMax ? kept : throw DynamoDbErrors.Validation(
                $"One or more parameter values were invalid: Number of tags exceeds the limit of {TagList.TagsMax}");
        });
        call.HasNoOutput = true;
        return ValueTask.CompletedTask;
    }
}

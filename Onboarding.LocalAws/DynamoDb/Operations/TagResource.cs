using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>TagResource: adds tags to a table, or changes their values.</summary>
internal sealed class TagResource(DynamoDbContext context) : IAwsOperation<JsonCall>
{
    public string Name => "TagResource";

    public IReadOnlyList<Permission> Permissions { get; } = [new("dynamodb:TagResource", DynamoDbResources.Tagged)];

    public OperationMembers Members { get; } = new("ResourceArn", "Tags");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var reader = new RequestReader(call.Body);
        string? arn = null;
        List<TagMember>? members = null;
        while (reader.NextMember())
        {
            if (reader.Is("ResourceArn"u8))
            {
                arn = reader.ReadString();
            }
            else if (reader.Is("Tags"u8))
            {
                members = TableMembers.ReadTags(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        var faults = default(ConstraintFaults);
        faults.Required(arn, "resourceArn");
        faults.Required(members, "tags");
        faults.ThrowIfAny();
        var added = TagList.Validate(members);
        TagList.Update(context, arn!, tags =>
        {
            var kept = tags.Where(t => !added.Exists(a => a.Key == t.Key)).Concat(added).ToList();
            return kept.Count <= TagList.TagsMax ? kept : throw DynamoDbErrors.Validation(
                $"One or more parameter values were invalid: Number of tags exceeds the limit of {TagList.TagsMax}");
        });
        call.HasNoOutput = true;
        return ValueTask.CompletedTask;
    }
}

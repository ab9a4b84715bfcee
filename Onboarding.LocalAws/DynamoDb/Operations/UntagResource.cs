using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>UntagResource: removes tags from a table by their keys.</summary>
internal sealed class UntagResource(DynamoDbContext context) : IAwsOperation<JsonCall>
{
    public string Name => "UntagResource";

    public IReadOnlyList<Permission> Permissions { get; } = [new("dynamodb:UntagResource", DynamoDbResources.Tagged)];

    public OperationMembers Members { get; } = new("ResourceArn", "TagKeys");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var reader = new RequestReader(call.Body);
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
        call.HasNoOutput = true;
        return ValueTask.CompletedTask;
    }
}

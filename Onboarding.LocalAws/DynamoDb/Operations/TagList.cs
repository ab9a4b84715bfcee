using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.DynamoDb.Store;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>The tags of a request, checked against the model's constraints.</summary>
internal static class TagList
{
    /// <summary>https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Tagging.html</summary>
    public const int TagsMax = 50;

    public static List<Tag> Validate(List<TagMember>? members)
    {
        var faults = default(ConstraintFaults);
        TagMember.Table.CheckList(members, "tags", ref faults);
        faults.ThrowIfAny();
        return members?.ConvertAll(m => new Tag(m.Key!, m.Value!)) ?? [];
    }

    public static Table RequireTable(DynamoDbContext context, string arn) =>
        context.Database.TryFind(TableNames.Strip(arn), out var table) && table.Definition.Arn == arn
            ? table
            : throw DynamoDbErrors.ArnNotFound(arn);

    /// <param name="change">The new tags from the current ones.</param>
    public static void Update(DynamoDbContext context, string arn, Func<IReadOnlyList<Tag>, IReadOnlyList<Tag>> change)
    {
        var table = RequireTable(context, arn);
        if (!context.Database.TryUpdate(table, definition => definition with { Tags = change(definition.Tags) }))
        {
            throw DynamoDbErrors.ArnNotFound(arn);
        }
    }
}

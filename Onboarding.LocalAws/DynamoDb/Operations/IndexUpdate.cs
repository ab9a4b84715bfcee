using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.DynamoDb.Store;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>One entry of GlobalSecondaryIndexUpdates: an index to create, to delete or to provision anew.</summary>
internal sealed class IndexUpdate
{
    public static readonly MemberTable<IndexUpdate> Table = new(
        new(
            "Create",
            static (ref reader, ref it) => it._create = IndexMember.Table.ReadObject(ref reader),
            static (ref it, ref faults) => IndexMember.Table.CheckObject(it._create, "create", ref faults)),
        new(
            "Delete",
            static (ref reader, ref it) => it._delete = IndexMember.Table.ReadObject(ref reader),
            static (ref it, ref faults) => CheckName(it._delete, "delete", ref faults)),
        new(
            "Update",
            static (ref reader, ref it) => it._update = IndexMember.Table.ReadObject(ref reader),
            static (ref it, ref faults) => CheckUpdate(it._update, ref faults)));

    private IndexMember? _create;
    private IndexMember? _delete;
    private IndexMember? _update;

    public bool IsCreateOrDelete => _create is not null || _delete is not null;

    /// <exception cref="AwsException">The update does not fit the table.</exception>
    public TableDefinition Apply(TableDefinition table, IReadOnlyList<AttributeDefinitionMember>? declared)
    {
        if (_create is not null)
        {
            return Create(table, declared ?? []);
        }

        var index = Find(table, _delete ?? _update ?? throw DynamoDbErrors.InvalidParameter(
            "One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, "
            + "GlobalSecondaryIndexUpdate.Delete must not be null"));
        var others = table.Indexes.Where(i => i != index).ToList();
        if (_delete is not null)
        {
            return WithUsedAttributes(table with { Indexes = others }, table.AttributeDefinitions);
        }

        others.Add(index with { Throughput = TableSchema.ToThroughput(_update!.Throughput) });
        return table with { Indexes = others };
    }

    private TableDefinition Create(TableDefinition table, IReadOnlyList<AttributeDefinitionMember> declared)
    {
        if (table.FindIndex(_create!.IndexName!) is not null)
        {
            throw DynamoDbErrors.Validation(
                "Attempting to create an index which already exists");
        }

        var attributes = TableConstraints.ToAttributes(declared);
        attributes.AddRange(table.AttributeDefinitions.Where(a => !attributes.Exists(d => d.Name == a.Name)));
        var schema = new TableSchema(attributes, table.BillingMode == BillingMode.PAY_PER_REQUEST);
        return WithUsedAttributes(
            table with { Indexes = [.. table.Indexes, schema.GlobalIndex(_create)] }, attributes);
    }

    private static TableDefinition WithUsedAttributes(
        TableDefinition table, IReadOnlyList<KeyAttribute> attributes) => table with
        {
            AttributeDefinitions = attributes
                .Where(a => table.Key.Contains(a.Name) || table.Indexes.Any(i => i.Key.Contains(a.Name)))
                .ToList(),
        };

    private static IndexDefinition Find(TableDefinition table, IndexMember member) =>
        table.FindIndex(member.IndexName!) is { IsGlobal: true } index ? index : throw DynamoDbErrors.IndexNotFound();

    private static void CheckName(IndexMember? index, string member, ref ConstraintFaults faults)
    {
        if (index is not null)
        {
            faults.Name(index.IndexName, $"{member}.indexName");
        }
    }

    private static void CheckUpdate(IndexMember? index, ref ConstraintFaults faults)
    {
        CheckName(index, "update", ref faults);
        if (index is not null)
        {
            faults.Required(index.Throughput, "update.provisionedThroughput");
            ThroughputMember.Table.CheckObject(index.Throughput, "update.provisionedThroughput", ref faults);
        }
    }
}

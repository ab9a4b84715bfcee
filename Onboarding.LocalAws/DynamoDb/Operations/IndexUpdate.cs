using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.DynamoDb.Store;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>One entry of GlobalSecondaryIndexUpdates: an index to create, to delete or to provision anew.</summary>
internal sealed class IndexUpdate
{
    private IndexMember? _create;
    private IndexMember? _delete;
    private IndexMember? _update;

    public bool IsCreateOrDelete => _create is not null || _delete is not null;

    public static List<IndexUpdate>? ReadList(ref RequestReader reader)
    {
        if (!reader.EnterList())
        {
            return null;
        }

        var updates = new List<IndexUpdate>();
        while (reader.NextObject())
        {
            var update = new IndexUpdate();
            while (reader.NextMember())
            {
                if (reader.Is("Create"u8))
                {
                    update._create = ReadIndex(ref reader);
                }
                else if (reader.Is("Delete"u8))
                {
                    update._delete = ReadIndex(ref reader);
                }
                else if (reader.Is("Update"u8))
                {
                    update._update = ReadIndex(ref reader);
                }
                else
                {
                    reader.Skip();
                }
            }

            updates.Add(update);
        }

        return updates;
    }

    public void CheckConstraints(string path, ref ConstraintFaults faults)
    {
        if (_create is not null)
        {
            TableConstraints.Index(_create, $"{path}.create", ref faults);
        }

        if (_delete is not null)
        {
            faults.Name(_delete.IndexName, $"{path}.delete.indexName");
        }

        if (_update is not null)
        {
            faults.Name(_update.IndexName, $"{path}.update.indexName");
            faults.Required(_update.Throughput, $"{path}.update.provisionedThroughput");
            TableConstraints.Throughput(_update.Throughput, $"{path}.update.provisionedThroughput", ref faults);
        }
    }

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

    private static IndexMember? ReadIndex(ref RequestReader reader) =>
        reader.EnterObject("com.amazonaws.dynamodb.v20120810.GlobalSecondaryIndexUpdate")
            ? TableMembers.ReadIndexHere(ref reader)
            : null;
}

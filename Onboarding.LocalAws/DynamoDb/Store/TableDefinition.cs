using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.DynamoDb.Store;

/// <summary>The primary key of a table, or the key of an index.</summary>
internal sealed record KeySchema(KeyAttribute Hash, KeyAttribute? Range)
{
    public int Count => Range is null ? 1 : 2;

    public bool Contains(string attribute) => attribute == Hash.Name || attribute == Range?.Name;
}

internal enum BillingMode
{
    PROVISIONED,
    PAY_PER_REQUEST,
}

/// <summary>Provisioned units: reported, not enforced.</summary>
internal sealed record Throughput(long ReadCapacityUnits, long WriteCapacityUnits)
{
    /// <summary>What AWS reports for a table that is billed per request.</summary>
    public static readonly Throughput None = new(0, 0);
}

internal sealed record Tag(string Key, string Value);

/// <summary>Everything about a table but its items. Immutable: an UpdateTable makes the next one.</summary>
internal sealed record TableDefinition
{
    public required string Name { get; init; }

    public required Guid Id { get; init; }

    public required string Arn { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required KeySchema Key { get; init; }

    /// <summary>As declared, in their order: the keys of the table and of every index.</summary>
    public required IReadOnlyList<KeyAttribute> AttributeDefinitions { get; init; }

    public IReadOnlyList<IndexDefinition> Indexes { get; init; } = [];

    public required BillingMode BillingMode { get; init; }

    public Throughput Throughput { get; init; } = Throughput.None;

    public bool IsDeletionProtected { get; init; }


    /// <summary>The attribute that holds the time to live; null where it is off.</summary>
    public string? TimeToLiveAttribute { get; init; }

    /// <summary>The latest stream, enabled or not; null where there never was one.</summary>
    public StreamDefinition? Stream { get; init; }

    public IReadOnlyList<Tag> Tags { get; init; } = [];

    public IndexDefinition? FindIndex(string name)
    {
        foreach (var index in Indexes)
        {
            if (index.Name == name)
            {
                return index;
            }
        }

        return null;
    }
}

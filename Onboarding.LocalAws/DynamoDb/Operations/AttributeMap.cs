using Onboarding.LocalAws.DynamoDb.Json;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>A legacy parameter that says something of each of some attributes, by their names.</summary>
/// <typeparam name="TEntry">What is said of one.</typeparam>
internal sealed class AttributeMap<TEntry>
    where TEntry : class, new()
{
    private readonly Dictionary<string, TEntry> _entries = new(StringComparer.Ordinal);

    /// <returns>Null where the map is.</returns>
    public static AttributeMap<TEntry>? Read(ref RequestReader reader, MemberTable<TEntry> table)
    {
        var entries = reader.ReadMap(
            $"{ShapeErrors.Package}.{table.Shape}",
            (ref reader, name) => (name, table.ReadObject(ref reader) ?? new TEntry()));
        if (entries is null)
        {
            return null;
        }

        var map = new AttributeMap<TEntry>();
        foreach (var (name, entry) in entries)
        {
            map._entries[name.Length > 0 ? name : throw AttributeValueErrors.EmptyName()] = entry;
        }

        return map;
    }

    /// <param name="member">As the model names it.</param>
    public void Check(string member, MemberTable<TEntry> table, ref ConstraintFaults faults)
    {
        foreach (var (name, entry) in _entries)
        {
            table.CheckObject(entry, $"{member}.{name}.member", ref faults);
        }
    }

    /// <summary>What the entries mean, in the order of the request.</summary>
    public List<T> ConvertAll<T>(Func<string, TEntry, T> convert) => [.. _entries.Select(e => convert(e.Key, e.Value))];
}

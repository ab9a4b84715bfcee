namespace Onboarding.LocalAws.DynamoDb.Store;

/// <summary>The locks of several tables, taken in the one order that keeps two holders from meeting.</summary>
internal readonly struct TableGates : IDisposable
{
    private readonly List<Table> _tables;

    private TableGates(List<Table> ordered) => _tables = ordered;

    public IReadOnlyList<Table> Tables => _tables;

    public static TableGates Enter(IEnumerable<Table> tables)
    {
        var ordered = tables.Distinct().ToList();
        ordered.Sort(Database.LockOrder);
        foreach (var table in ordered)
        {
            table.Gate.Enter();
        }

        return new TableGates(ordered);
    }

    public void Dispose()
    {
        for (var i = _tables.Count - 1; i >= 0; i--)
        {
            _tables[i].Gate.Exit();
        }
    }
}

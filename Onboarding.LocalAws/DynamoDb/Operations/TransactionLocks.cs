using Onboarding.LocalAws.DynamoDb.Store;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>The locks of all tables of one transaction, taken in one order so that no two wait in a circle.</summary>
internal readonly struct TransactionLocks : IDisposable
{
    private readonly List<Table> _tables;

    private TransactionLocks(List<Table> tables) => _tables = tables;

    /// <exception cref="Onboarding.LocalAws.Wire.AwsException">One of the tables has just been deleted.</exception>
    public static TransactionLocks Take(IEnumerable<Table> tables)
    {
        var ordered = tables.Distinct().ToList();
        ordered.Sort(Database.LockOrder);
        var isDeleted = false;
        foreach (var table in ordered)
        {
            table.Gate.Enter();
            isDeleted |= table.IsDeleted;
        }

        var locks = new TransactionLocks(ordered);
        if (isDeleted)
        {
            locks.Dispose();
            throw DynamoDbErrors.ResourceNotFound();
        }

        return locks;
    }

    public void Dispose()
    {
        for (var i = _tables.Count - 1; i >= 0; i--)
        {
            _tables[i].Gate.Exit();
        }
    }
}

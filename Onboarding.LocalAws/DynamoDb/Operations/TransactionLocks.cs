using Onboarding.LocalAws.DynamoDb.Store;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>The locks of all tables of one transaction.</summary>
internal static class TransactionLocks
{
    /// <exception cref="AwsException">One of the tables has just been deleted.</exception>
    public static TableGates Take(IEnumerable<Table> tables)
    {
        var gates = TableGates.Enter(tables);
        foreach (var table in gates.Tables)
        {
            if (table.IsDeleted)
            {
                gates.Dispose();
                throw DynamoDbErrors.ResourceNotFound();
            }
        }

        return gates;
    }
}

using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.DynamoDb.Store;

/// <summary>
/// What a caller wants of one item. <see cref="Table.Write"/> asks it, top to bottom, under the table's lock: it
/// decides purely, and an exception of it leaves the table as it was.
/// </summary>
internal interface IItemWrite
{
    /// <summary>Checks the write against the table's schema and finds the item's place in it.</summary>
    KeyPosition Bind(TableDefinition table);

    bool Allows(Item? current);

    /// <summary>The item afterwards; null where there is none.</summary>
    Item? Next(Item? current, TableDefinition table);
}

internal enum WriteStatus
{
    Written,
    ConditionFailed,
    TableDeleted,
}

/// <param name="Table">As it was at the write.</param>
internal readonly record struct WriteOutcome(WriteStatus Status, TableDefinition Table, Item? Old, Item? New);

/// <summary>One write of a transaction, decided.</summary>
internal readonly record struct DecidedWrite(Table Table, Item? Old, Item? New);

/// <summary>A transaction's client token, with the hash of the request that brought it.</summary>
internal sealed record ClientToken(string Text, ulong Fingerprint);

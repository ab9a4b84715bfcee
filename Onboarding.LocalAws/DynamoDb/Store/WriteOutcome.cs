using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.DynamoDb.Store;

/// <summary>
/// A write of one item, as <see cref="Table.Write"/> calls it under the table's lock: top to bottom. Implementations
/// are pure; an exception leaves the table as it was.
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

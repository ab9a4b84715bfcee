using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.Kernel;

namespace Onboarding.LocalAws.DynamoDb.Store;

/// <summary>
/// One change of state. Every change is one of these, made under the lock of its table and then applied, which cannot
/// fail: so a journal that keeps them in order and applies them to an empty <see cref="Database"/> restores it,
/// streams and their sequence numbers included.
/// </summary>
/// <param name="TableName">Empty for a change of the whole database.</param>
internal abstract record TableChange(string TableName);

internal sealed record TableCreated(TableDefinition Definition) : TableChange(Definition.Name);

/// <summary>A new definition for the table of the same name: indexes, stream, time to live, settings, tags.</summary>
internal sealed record TableUpdated(TableDefinition Definition) : TableChange(Definition.Name);

internal sealed record TableDeleted(string TableName) : TableChange(TableName);

/// <summary>Every table and every stream is gone.</summary>
internal sealed record DatabaseCleared() : TableChange("");

internal enum ChangeOrigin : byte
{
    Caller,

    /// <summary>DynamoDB itself deleted an expired item; the stream record says so.</summary>
    TimeToLive,
}

/// <summary>
/// One item put (no old item), changed or deleted (no new item); where the table has a stream, also its record.
/// A write that changes nothing makes none, as in AWS
/// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html).
/// </summary>
/// <param name="SequenceNumber">Counts the item changes of the table, without gaps.</param>
internal sealed record ItemChanged(
    string TableName, ulong SequenceNumber, DateTimeOffset At, ChangeOrigin Origin, Item? Old, Item? New)
    : TableChange(TableName)
{
    /// <summary>Whose work the stream's readers go on with; not part of the journal.</summary>
    public SpanOrigin? Writer { get; init; }
}

/// <summary>
/// A transaction with a client token has succeeded. Committed with its items, so that an SDK that tries again across
/// a crash cannot apply it twice.
/// </summary>
internal sealed record TransactionCompleted(string Token, ulong Fingerprint, DateTimeOffset At) : TableChange("");

using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.DynamoDb.Store;

/// <summary>The table as it stood before the oldest record of its stream; <see cref="ItemChanged"/>s follow.</summary>
/// <param name="LastSequenceNumber">Of the last item change that the journal no longer holds as one.</param>
internal sealed record TableRestored(string TableName, ulong LastSequenceNumber) : TableChange(TableName);

/// <summary>One item of such a table.</summary>
internal sealed record ItemRestored(string TableName, Item Item) : TableChange(TableName);

/// <summary>A closed stream: its table is deleted, or has a newer stream.</summary>
internal sealed record ClosedStreamRestored(
    StreamDefinition Definition, string TableName, KeySchema Key, DateTimeOffset ClosedAt, ulong First)
    : TableChange(TableName);

/// <summary>One record of such a stream, with both its images.</summary>
internal sealed record ClosedStreamRecordRestored(string StreamArn, ItemChanged Record)
    : TableChange(Record.TableName);

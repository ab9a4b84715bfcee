using Onboarding.Functions.Events;

namespace Onboarding.Functions.Streams;

/// <summary>A use case that follows the stream of a table, record by record.</summary>
internal interface IRecordUseCase
{
    /// <summary>
    /// Whether the record is this use case's business: the same condition as the event source's filter in
    /// template.yaml, so that a record which slips past a changed filter has no effects. Called before any span is
    /// opened.
    /// </summary>
    bool Concerns(StreamRecord record);

    /// <summary>
    /// Handles one record. Throwing means "not done, deliver again": only for faults of ours or of the world, never
    /// for what is wrong with the user's data, which would come back for ever.
    /// </summary>
    Task HandleAsync(StreamRecord record, RecordContext context);
}

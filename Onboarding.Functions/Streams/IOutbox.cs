using Onboarding.Functions.Events;

namespace Onboarding.Functions.Streams;

/// <summary>What publishes the records of a batch before any of them is worked on.</summary>
internal interface IOutbox
{
    /// <summary>Whether the record tells something that is published; part of the event source's filter, too.</summary>
    bool Concerns(StreamRecord record);

    /// <returns>The sequence numbers of the records that are not published: they have failed.</returns>
    Task<IReadOnlySet<string>> PublishAsync(IEnumerable<StreamRecord> records, CancellationToken stop);
}

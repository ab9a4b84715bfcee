namespace Onboarding.LocalAws.StepFunctions.Store;

/// <summary>
/// One event of an execution's history
/// (https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html).
/// </summary>
/// <param name="Id">From 1.</param>
/// <param name="PreviousId">The event that led to it; 0 where there is none.</param>
internal sealed record HistoryEvent(long Id, long PreviousId, DateTimeOffset At, EventContent Content);

/// <param name="Type"><c>TaskStateEntered</c>, <c>LambdaFunctionScheduled</c>, …</param>
/// <param name="Details">The member that holds the fields; null where the type has none.</param>
internal sealed record EventContent(string Type, string? Details, IReadOnlyList<EventField> Fields)
{
    public EventContent(string type, string? details, params EventField?[] fields)
        : this(type, details, (IReadOnlyList<EventField>)fields.OfType<EventField>().ToArray())
    {
    }
}

/// <summary>One member of an event's details.</summary>
/// <param name="Value">Texts and data in UTF-8; a number in its digits.</param>
internal sealed record EventField(string Name, EventFieldKind Kind, ReadOnlyMemory<byte> Value);

/// <summary>The values are in the journal.</summary>
internal enum EventFieldKind
{
    Text,
    Number,

    /// <summary>An input or output, which GetExecutionHistory leaves out on demand.</summary>
    Data,

    /// <summary>An object: JSON as it is.</summary>
    Json,
}

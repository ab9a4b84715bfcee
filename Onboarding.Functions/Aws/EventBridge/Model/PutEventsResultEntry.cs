namespace Amazon.EventBridge.Model;

/// <summary>An id, or what kept the bus from taking the event.</summary>
public class PutEventsResultEntry
{
    public string? ErrorCode { get; set; }

    public string? ErrorMessage { get; set; }

    public string? EventId { get; set; }
}

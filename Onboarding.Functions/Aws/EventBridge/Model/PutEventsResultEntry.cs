namespace Amazon.EventBridge.Model;

/// <summary>An id, or why the entry was not taken.</summary>
public class PutEventsResultEntry
{
    public string? EventId { get; set; }

    public string? ErrorCode { get; set; }

    public string? ErrorMessage { get; set; }
}

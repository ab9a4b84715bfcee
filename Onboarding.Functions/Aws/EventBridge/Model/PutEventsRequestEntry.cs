namespace Amazon.EventBridge.Model;

public class PutEventsRequestEntry
{
    public string? Source { get; set; }

    public string? DetailType { get; set; }

    /// <summary>A JSON object in a text.</summary>
    public string? Detail { get; set; }

    /// <summary>Name or ARN; the default bus where it is absent.</summary>
    public string? EventBusName { get; set; }

    public List<string>? Resources { get; set; }

    public DateTime? Time { get; set; }

    /// <summary>X-Ray's header; it is not part of the delivered event.</summary>
    public string? TraceHeader { get; set; }
}

namespace Amazon.EventBridge.Model;

/// <summary>https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html</summary>
public class PutEventsRequestEntry
{
    /// <summary>A JSON object as text.</summary>
    public string? Detail { get; set; }

    public string? DetailType { get; set; }

    /// <summary>Name or ARN; null is the account's default bus.</summary>
    public string? EventBusName { get; set; }

    public List<string>? Resources { get; set; }

    public string? Source { get; set; }

    /// <summary>UTC; null is the time of the call. The service keeps whole seconds.</summary>
    public DateTime? Time { get; set; }

    public string? TraceHeader { get; set; }
}

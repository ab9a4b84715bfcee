using Amazon.Runtime;

namespace Amazon.EventBridge.Model;

/// <summary>https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html</summary>
public class PutEventsRequest : AmazonWebServiceRequest
{
    /// <summary>One to ten.</summary>
    public List<PutEventsRequestEntry>? Entries { get; set; }
}

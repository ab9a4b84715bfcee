using Amazon.Runtime;

namespace Amazon.EventBridge.Model;

/// <summary>https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html</summary>
public class PutEventsRequest : AmazonWebServiceRequest
{
    public List<PutEventsRequestEntry>? Entries { get; set; }
}

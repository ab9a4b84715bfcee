using Amazon.Runtime;

namespace Amazon.EventBridge.Model;

public class PutEventsResponse : AmazonWebServiceResponse
{
    public int? FailedEntryCount { get; set; }

    /// <summary>One for each entry of the request, in its order.</summary>
    public List<PutEventsResultEntry>? Entries { get; set; }
}

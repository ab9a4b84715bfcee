using Amazon.Runtime;

namespace Amazon.EventBridge.Model;

/// <summary>Status 200 says only that the call was understood; each entry has an outcome of its own.</summary>
public class PutEventsResponse : AmazonWebServiceResponse
{
    public int? FailedEntryCount { get; set; }

    /// <summary>In the order of the request's entries.</summary>
    public List<PutEventsResultEntry>? Entries { get; set; }
}

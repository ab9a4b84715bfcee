using Amazon.EventBridge.Model;

namespace Amazon.EventBridge;

/// <summary>
/// Amazon EventBridge, as far as this project calls it; names and shapes are those of the package AWSSDK.EventBridge
/// (https://docs.aws.amazon.com/eventbridge/latest/APIReference/Welcome.html).
/// </summary>
public interface IAmazonEventBridge : IDisposable
{
    /// <summary>
    /// A success of the call is none of its entries: <see cref="PutEventsResponse.FailedEntryCount"/> says how many
    /// were not taken.
    /// </summary>
    Task<PutEventsResponse> PutEventsAsync(PutEventsRequest request, CancellationToken cancellationToken = default);
}

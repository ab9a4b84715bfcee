using Amazon.EventBridge.Model;

namespace Amazon.EventBridge;

/// <summary>
/// Amazon EventBridge, as far as this project calls it; names and shapes are those of the package AWSSDK.EventBridge
/// (https://docs.aws.amazon.com/eventbridge/latest/APIReference/Welcome.html).
/// </summary>
public interface IAmazonEventBridge : IDisposable
{
    Task<PutEventsResponse> PutEventsAsync(PutEventsRequest request, CancellationToken cancellationToken = default);
}

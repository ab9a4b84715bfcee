// AWSSDK.EventBridge 4, as far as Onboarding.Functions uses it: value types are nullable since 4.0
// (https://docs.aws.amazon.com/sdk-for-net/v4/developer-guide/net-dg-v4.html). The package has no nullable annotations.
#nullable disable
#pragma warning disable CS1591, CS8597, IDE0060

using Amazon.EventBridge.Model;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace Amazon.EventBridge
{
    // https://github.com/aws/aws-sdk-net/blob/main/sdk/src/Services/EventBridge/Generated/_netstandard/IAmazonEventBridge.cs
    public interface IAmazonEventBridge : IDisposable
    {
        Task<PutEventsResponse> PutEventsAsync(PutEventsRequest request, CancellationToken cancellationToken = default);
    }

    // https://github.com/aws/aws-sdk-net/blob/main/sdk/src/Services/EventBridge/Generated/AmazonEventBridgeConfig.cs
    public class AmazonEventBridgeConfig : ClientConfig
    {
        public AmazonEventBridgeConfig()
            : base(default(IDefaultConfigurationProvider)) => throw null;

        public override string RegionEndpointServiceName => throw null;

        public override string ServiceVersion => throw null;

        public override string UserAgent => throw null;

        public override Endpoint DetermineServiceOperationEndpoint(
            ServiceOperationEndpointParameters parameters) => throw null;
    }

    // https://github.com/aws/aws-sdk-net/blob/main/sdk/src/Services/EventBridge/Generated/_netstandard/AmazonEventBridgeClient.cs
    public class AmazonEventBridgeClient : AmazonServiceClient, IAmazonEventBridge
    {
        public AmazonEventBridgeClient(AWSCredentials credentials, AmazonEventBridgeConfig clientConfig)
            : base(credentials, clientConfig) => throw null;

        public virtual Task<PutEventsResponse> PutEventsAsync(
            PutEventsRequest request, CancellationToken cancellationToken = default) => throw null;
    }
}

namespace Amazon.EventBridge.Model
{
    // https://github.com/aws/aws-sdk-net/blob/main/sdk/src/Services/EventBridge/Generated/Model/PutEventsRequest.cs
    public class PutEventsRequest : AmazonWebServiceRequest
    {
        public List<PutEventsRequestEntry> Entries { get; set; }
    }

    // https://github.com/aws/aws-sdk-net/blob/main/sdk/src/Services/EventBridge/Generated/Model/PutEventsRequestEntry.cs
    public class PutEventsRequestEntry
    {
        public string Detail { get; set; }

        public string DetailType { get; set; }

        public string EventBusName { get; set; }

        public string Source { get; set; }

        public DateTime? Time { get; set; }
    }

    // https://github.com/aws/aws-sdk-net/blob/main/sdk/src/Services/EventBridge/Generated/Model/PutEventsResponse.cs
    public class PutEventsResponse : AmazonWebServiceResponse
    {
        public List<PutEventsResultEntry> Entries { get; set; }
    }

    // https://github.com/aws/aws-sdk-net/blob/main/sdk/src/Services/EventBridge/Generated/Model/PutEventsResultEntry.cs
    public class PutEventsResultEntry
    {
        public string ErrorCode { get; set; }

        public string ErrorMessage { get; set; }

        public string EventId { get; set; }
    }
}

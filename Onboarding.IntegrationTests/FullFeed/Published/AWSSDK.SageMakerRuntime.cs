// AWSSDK.SageMakerRuntime 4, as far as Onboarding.Functions uses it: value types are nullable since 4.0
// (https://docs.aws.amazon.com/sdk-for-net/v4/developer-guide/net-dg-v4.html). The package has no nullable annotations.
#nullable disable
#pragma warning disable CS1591, CS8597, IDE0060

using System.IO;
using Amazon.SageMakerRuntime.Model;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace Amazon.SageMakerRuntime
{
    // https://github.com/aws/aws-sdk-net/blob/main/sdk/src/Services/SageMakerRuntime/Generated/_netstandard/IAmazonSageMakerRuntime.cs
    public interface IAmazonSageMakerRuntime : IDisposable
    {
        Task<InvokeEndpointResponse> InvokeEndpointAsync(
            InvokeEndpointRequest request, CancellationToken cancellationToken = default);
    }

    // https://github.com/aws/aws-sdk-net/blob/main/sdk/src/Services/SageMakerRuntime/Generated/AmazonSageMakerRuntimeConfig.cs
    public class AmazonSageMakerRuntimeConfig : ClientConfig
    {
        public AmazonSageMakerRuntimeConfig()
            : base(default(IDefaultConfigurationProvider)) => throw null;

        public override string RegionEndpointServiceName => throw null;

        public override string ServiceVersion => throw null;

        public override string UserAgent => throw null;

        public override Endpoint DetermineServiceOperationEndpoint(
            ServiceOperationEndpointParameters parameters) => throw null;
    }

    // https://github.com/aws/aws-sdk-net/blob/main/sdk/src/Services/SageMakerRuntime/Generated/_netstandard/AmazonSageMakerRuntimeClient.cs
    public class AmazonSageMakerRuntimeClient : AmazonServiceClient, IAmazonSageMakerRuntime
    {
        public AmazonSageMakerRuntimeClient(AWSCredentials credentials, AmazonSageMakerRuntimeConfig clientConfig)
            : base(credentials, clientConfig) => throw null;

        public virtual Task<InvokeEndpointResponse> InvokeEndpointAsync(
            InvokeEndpointRequest request, CancellationToken cancellationToken = default) => throw null;
    }
}

namespace Amazon.SageMakerRuntime.Model
{
    // https://github.com/aws/aws-sdk-net/blob/main/sdk/src/Services/SageMakerRuntime/Generated/Model/InvokeEndpointRequest.cs
    public class InvokeEndpointRequest : AmazonWebServiceRequest
    {
        public string Accept { get; set; }

        public MemoryStream Body { get; set; }

        public string ContentType { get; set; }

        public string EndpointName { get; set; }
    }

    // https://github.com/aws/aws-sdk-net/blob/main/sdk/src/Services/SageMakerRuntime/Generated/Model/InvokeEndpointResponse.cs
    public class InvokeEndpointResponse : AmazonWebServiceResponse
    {
        public MemoryStream Body { get; set; }
    }
}

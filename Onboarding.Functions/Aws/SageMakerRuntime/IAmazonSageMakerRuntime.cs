using Amazon.SageMakerRuntime.Model;

namespace Amazon.SageMakerRuntime;

/// <summary>
/// Amazon SageMaker's runtime, as far as this project calls it; names and shapes are those of the package
/// AWSSDK.SageMakerRuntime
/// (https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_Operations_Amazon_SageMaker_Runtime.html).
/// </summary>
public interface IAmazonSageMakerRuntime : IDisposable
{
    Task<InvokeEndpointResponse> InvokeEndpointAsync(
        InvokeEndpointRequest request, CancellationToken cancellationToken = default);
}

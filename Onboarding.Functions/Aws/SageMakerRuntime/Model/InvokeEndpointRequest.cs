using Amazon.Runtime;

namespace Amazon.SageMakerRuntime.Model;

/// <summary>https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpoint.html</summary>
public class InvokeEndpointRequest : AmazonWebServiceRequest
{
    public string? EndpointName { get; set; }

    /// <summary>At most 6 MB, in the form that the model reads.</summary>
    public MemoryStream? Body { get; set; }

    public string? ContentType { get; set; }

    public string? Accept { get; set; }
}

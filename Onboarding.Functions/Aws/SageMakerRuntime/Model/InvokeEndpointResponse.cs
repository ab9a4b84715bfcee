using Amazon.Runtime;

namespace Amazon.SageMakerRuntime.Model;

public class InvokeEndpointResponse : AmazonWebServiceResponse
{
    /// <summary>What the model says, in its own form.</summary>
    public MemoryStream? Body { get; set; }

    public string? ContentType { get; set; }

    public string? InvokedProductionVariant { get; set; }
}

using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.SageMakerRuntime.Model;

namespace Amazon.SageMakerRuntime.Internal;

/// <summary><c>POST /endpoints/{EndpointName}/invocations</c>: the body is the model's own.</summary>
internal sealed class InvokeEndpointRequestMarshaller : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public static InvokeEndpointRequestMarshaller Instance { get; } = new();

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var invoke = (InvokeEndpointRequest)input;
        var request = new DefaultRequest(input, "Amazon.SageMakerRuntime")
        {
            HttpMethod = "POST",
            ResourcePath = "/endpoints/{EndpointName}/invocations",
            Content = invoke.Body?.ToArray() ?? [],
        };
        request.AddPathResource("{EndpointName}", invoke.EndpointName ?? "");
        WriteHeader(request, "Content-Type", invoke.ContentType);
        WriteHeader(request, "Accept", invoke.Accept);
        return request;
    }

    private static void WriteHeader(DefaultRequest request, string name, string? value)
    {
        if (value is not null)
        {
            request.Headers[name] = value;
        }
    }
}

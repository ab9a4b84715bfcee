using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using Amazon.SageMakerRuntime.Model;
using Onboarding.Functions.Aws.Pipeline;

namespace Amazon.SageMakerRuntime.Internal;

/// <summary>Success: the model's own text, with its content type.</summary>
internal sealed class InvokeEndpointResponseUnmarshaller : JsonResponseUnmarshaller
{
    public static InvokeEndpointResponseUnmarshaller Instance { get; } = new();

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        var body = new MemoryStream();
        input.Stream.CopyTo(body);
        body.Position = 0;
        return new InvokeEndpointResponse
        {
            Body = body,
            ContentType = Header(input, "Content-Type"),
            InvokedProductionVariant = Header(input, "x-Amzn-Invoked-Production-Variant"),
        };
    }

    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        using var json = JsonResponse.Read(input);
        return new AmazonSageMakerRuntimeException(
            json.ErrorMessage ?? $"SageMaker answered {(int)statusCode}.", innerException,
            JsonResponse.TypeOf(statusCode), json.ErrorCode ?? statusCode.ToString(), json.RequestId, statusCode);
    }

    private static string? Header(JsonUnmarshallerContext input, string name) =>
        input.ResponseData.IsHeaderPresent(name) ? input.ResponseData.GetHeaderValue(name) : null;
}

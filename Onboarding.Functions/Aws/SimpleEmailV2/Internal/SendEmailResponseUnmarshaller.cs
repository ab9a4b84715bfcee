using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using Amazon.SimpleEmailV2.Model;
using Onboarding.Functions.Aws.Pipeline;

namespace Amazon.SimpleEmailV2.Internal;

/// <summary>Success: <c>{"MessageId":"…"}</c>.</summary>
internal sealed class SendEmailResponseUnmarshaller : JsonResponseUnmarshaller
{
    public static SendEmailResponseUnmarshaller Instance { get; } = new();

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        using var json = JsonResponse.Read(input);
        return new SendEmailResponse { MessageId = JsonResponse.Text(json.Root, "MessageId") };
    }

    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        using var json = JsonResponse.Read(input);
        return new AmazonSimpleEmailServiceV2Exception(
            json.ErrorMessage ?? $"SES answered {(int)statusCode}.", innerException, JsonResponse.TypeOf(statusCode),
            json.ErrorCode ?? statusCode.ToString(), json.RequestId, statusCode);
    }
}

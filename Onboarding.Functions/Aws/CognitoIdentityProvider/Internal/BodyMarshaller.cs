using System.Buffers;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.CognitoIdentityProvider.Internal;

/// <summary>
/// <c>X-Amz-Target: AWSCognitoIdentityProviderService.AdminCreateUser</c> with
/// <c>{"UserPoolId":"us-east-1_…","Username":"…"}</c>.
/// </summary>
internal sealed class BodyMarshaller<TRequest>(string operation, Action<Utf8JsonWriter, TRequest> write)
    : IMarshaller<IRequest, AmazonWebServiceRequest>
    where TRequest : AmazonWebServiceRequest
{
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json, (TRequest)input);
            json.WriteEndObject();
        }

        var request = new DefaultRequest(input, "Amazon.CognitoIdentityProvider")
        {
            HttpMethod = "POST",
            ResourcePath = "/",
            Content = buffer.WrittenSpan.ToArray(),
        };
        request.Headers["X-Amz-Target"] = $"AWSCognitoIdentityProviderService.{operation}";
        request.Headers["Content-Type"] = "application/x-amz-json-1.1";
        return request;
    }
}

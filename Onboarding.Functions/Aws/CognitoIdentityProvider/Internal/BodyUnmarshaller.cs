using System.Net;
using System.Text.Json;
using Amazon.CognitoIdentityProvider.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using Onboarding.Functions.Aws.Pipeline;

namespace Amazon.CognitoIdentityProvider.Internal;

/// <summary>Reads an answer by <paramref name="read"/>, which gives null for a body that is not one.</summary>
internal sealed class BodyUnmarshaller(Func<JsonElement, AmazonWebServiceResponse?> read) : JsonResponseUnmarshaller
{
    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        using var json = JsonResponse.Read(input);
        // A page of some proxy must not pass for success: the exception ends the call.
        return (json.Root.ValueKind == JsonValueKind.Object ? read(json.Root) : null)
            ?? throw new AmazonUnmarshallingException(json.RequestId, "Cognito's answer", innerException: null);
    }

    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        using var json = JsonResponse.Read(input);
        var message = json.ErrorMessage ?? $"Cognito answered {(int)statusCode}.";
        var code = json.ErrorCode ?? statusCode.ToString();
        var type = JsonResponse.TypeOf(statusCode);
        return code switch
        {
            "UsernameExistsException" =>
                new UsernameExistsException(message, innerException, type, code, json.RequestId, statusCode),
            "UserNotFoundException" =>
                new UserNotFoundException(message, innerException, type, code, json.RequestId, statusCode),
            _ => new AmazonCognitoIdentityProviderException(
                message, innerException, type, code, json.RequestId, statusCode),
        };
    }
}

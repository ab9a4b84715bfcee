using System.Net;
using System.Text.Json;
using Amazon.EventBridge.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using Onboarding.Functions.Aws.Pipeline;

namespace Amazon.EventBridge.Internal;

/// <summary>
/// Success: <c>{"FailedEntryCount":1,"Entries":[{"EventId":"…"},{"ErrorCode":"…","ErrorMessage":"…"}]}</c>.
/// </summary>
internal sealed class PutEventsResponseUnmarshaller : JsonResponseUnmarshaller
{
    public static PutEventsResponseUnmarshaller Instance { get; } = new();

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        using var json = JsonResponse.Read(input);
        var response = new PutEventsResponse { Entries = [] };
        if (json.Root.ValueKind != JsonValueKind.Object
            || !json.Root.TryGetProperty("FailedEntryCount", out var count)
            || !json.Root.TryGetProperty("Entries", out var entries))
        {
            // A proxy's page with status 200 must not be read as "no entry failed".
            throw new AmazonUnmarshallingException(json.RequestId, "PutEventsResponse", innerException: null);
        }

        response.FailedEntryCount = count.GetInt32();
        foreach (var entry in entries.EnumerateArray())
        {
            response.Entries.Add(new PutEventsResultEntry
            {
                EventId = JsonResponse.Text(entry, "EventId"),
                ErrorCode = JsonResponse.Text(entry, "ErrorCode"),
                ErrorMessage = JsonResponse.Text(entry, "ErrorMessage"),
            });
        }

        return response;
    }

    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        using var json = JsonResponse.Read(input);
        return new AmazonEventBridgeException(
            json.ErrorMessage ?? $"EventBridge answered {(int)statusCode}.", innerException,
            JsonResponse.TypeOf(statusCode), json.ErrorCode ?? statusCode.ToString(), json.RequestId, statusCode);
    }
}

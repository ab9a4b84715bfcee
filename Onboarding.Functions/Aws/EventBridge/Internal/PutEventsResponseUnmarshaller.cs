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
        using var answer = JsonAnswer.Read(input);
        var response = new PutEventsResponse { Entries = [] };
        if (answer.Root.ValueKind != JsonValueKind.Object
            || !answer.Root.TryGetProperty("FailedEntryCount", out var count)
            || !answer.Root.TryGetProperty("Entries", out var entries))
        {
            // A proxy's page with status 200 must not be read as "no entry failed".
            throw new AmazonUnmarshallingException(answer.RequestId, "PutEventsResponse", innerException: null);
        }

        response.FailedEntryCount = count.GetInt32();
        foreach (var entry in entries.EnumerateArray())
        {
            response.Entries.Add(new PutEventsResultEntry
            {
                EventId = JsonAnswer.Text(entry, "EventId"),
                ErrorCode = JsonAnswer.Text(entry, "ErrorCode"),
                ErrorMessage = JsonAnswer.Text(entry, "ErrorMessage"),
            });
        }

        return response;
    }

    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        using var answer = JsonAnswer.Read(input);
        return new AmazonEventBridgeException(
            answer.ErrorMessage ?? $"EventBridge answered {(int)statusCode}.", innerException,
            JsonAnswer.TypeOf(statusCode), answer.ErrorCode ?? statusCode.ToString(), answer.RequestId, statusCode);
    }
}

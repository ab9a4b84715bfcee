using System.Text.Json;

namespace Onboarding.Functions.Tests.Events;

/// <summary>Events of this application as EventBridge hands them on.</summary>
internal static class BusSamples
{
    public const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    public static string Event(
        string userId, string detailType = "completed", string id = "event-1", string deliveryId = "delivery-1",
        string occurredAt = "2026-11-20T12:00:00.000Z") =>
        $$$"""
        {"version":"0","id":"{{{deliveryId}}}","detail-type":"{{{detailType}}}","source":"onboarding.onboarding",
        "account":"123456789012","time":"2026-11-20T12:00:00Z","region":"us-east-1","resources":[],
        "detail":{"metadata":{"id":"{{{id}}}","domain":"onboarding","application":"onboarding",
        "event_type":"{{{detailType}}}","version":"1.0","traceparent":"{{{Trace}}}"},
        "data":{"userId":"{{{userId}}}","status":"{{{detailType}}}","source":"register",
        "occurredAt":"{{{occurredAt}}}" } } }
        """.ReplaceLineEndings("").Replace(" } } }", "}}}", StringComparison.Ordinal);

    /// <summary>https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html; messages are <c>message-1</c> and on.</summary>
    public static string Queued(params string[] bodies)
    {
        var records = bodies.Select((body, index) => $$"""
            {"messageId":"message-{{index + 1}}","receiptHandle":"AQEB","body":"{{JsonEncodedText.Encode(body)}}",
            "attributes":{"ApproximateReceiveCount":"1"},"messageAttributes":{},"eventSource":"aws:sqs",
            "eventSourceARN":"arn:aws:sqs:us-east-1:123456789012:queue","awsRegion":"us-east-1"}
            """);
        return $$"""{"Records":[{{string.Join(',', records)}}]}""";
    }
}

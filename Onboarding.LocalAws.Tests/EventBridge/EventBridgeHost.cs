using System.Net;
using System.Text.Json;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.EventBridge;

/// <summary>EventBridge as a client of the wire sees it: no SDK package for it is on the feed.</summary>
internal static class EventBridgeHost
{
    public const string Arn = "arn:aws:events:us-east-1:123456789012:";
    public const string FunctionArn = "arn:aws:lambda:us-east-1:123456789012:function:";
    public const string QueueArn = "arn:aws:sqs:us-east-1:123456789012:";

    public static async Task<(HttpStatusCode Status, JsonElement Body)> EventsAsync(
        this TestHost host, string operation, string body)
    {
        using var response = await host.SendSignedAsync(
            "events",
            HttpMethod.Post,
            "/",
            body,
            "X-Amz-Target: AWSEvents." + operation,
            "Content-Type: application/x-amz-json-1.1");
        Assert.Equal("application/x-amz-json-1.1", response.Content.Headers.ContentType!.ToString());
        return (
            response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement);
    }

    /// <summary>The answer of an operation that must succeed.</summary>
    public static async Task<JsonElement> EventsOkAsync(this TestHost host, string operation, string body)
    {
        var (status, answer) = await host.EventsAsync(operation, body);
        Assert.True(status == HttpStatusCode.OK, $"{operation} answered {answer}");
        return answer;
    }

    /// <summary>The error of an operation that must fail, as <c>Code: text</c>.</summary>
    public static async Task<string> EventsFaultAsync(this TestHost host, string operation, string body)
    {
        var (status, answer) = await host.EventsAsync(operation, body);
        Assert.NotEqual(HttpStatusCode.OK, status);
        return $"{answer.GetProperty("__type").GetString()}: {answer.GetProperty("message").GetString()}";
    }

    /// <summary>A rule of the default bus for every event of the source <c>shop</c>, with one target.</summary>
    /// <param name="more">Further members of the target, with a comma in front.</param>
    public static async Task RouteAsync(this TestHost host, string targetArn, string more = "")
    {
        await host.EventsOkAsync("PutRule", """{"Name":"all","EventPattern":"{\"source\":[\"shop\"]}"}""");
        await host.EventsOkAsync(
            "PutTargets",
            """{"Rule":"all","Targets":[{"Id":"t","Arn":"TARGET"MORE}]}"""
                .Replace("TARGET", targetArn, StringComparison.Ordinal)
                .Replace("MORE", more, StringComparison.Ordinal));
    }

    /// <summary>Puts one event of the source <c>shop</c> to the default bus.</summary>
    public static async Task<string> PutEventAsync(this TestHost host, string detail = "{}", string more = "")
    {
        var answer = await host.EventsOkAsync("PutEvents", $$"""{"Entries":[{{Entry(detail, more)}}]}""");
        Assert.Equal(0, answer.GetProperty("FailedEntryCount").GetInt32());
        return answer.GetProperty("Entries")[0].GetProperty("EventId").GetString()!;
    }

    /// <param name="more">Further members, with a comma in front.</param>
    public static string Entry(string detail = "{}", string more = "") =>
        "{\"Source\":\"shop\",\"DetailType\":\"signup\",\"Detail\":" + JsonSerializer.Serialize(detail) + more + "}";
}

using System.Net;
using System.Text.Json;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.Sqs;

/// <summary>SQS as a client of the wire sees it: no SDK package for it is on the feed.</summary>
internal static class SqsHost
{
    public static async Task<(HttpStatusCode Status, JsonElement Body, string QueryError)> SqsAsync(
        this TestHost host, string operation, string body)
    {
        using var response = await host.SendSignedAsync(
            "sqs",
            HttpMethod.Post,
            "/",
            body,
            "X-Amz-Target: AmazonSQS." + operation,
            "Content-Type: application/x-amz-json-1.0");
        var text = await response.Content.ReadAsStringAsync();
        var error = response.Headers.TryGetValues("x-amzn-query-error", out var values) ? values.Single() : "";
        return (response.StatusCode, JsonDocument.Parse(text.Length == 0 ? "{}" : text).RootElement, error);
    }

    /// <summary>The answer of an operation that must succeed.</summary>
    public static async Task<JsonElement> SqsOkAsync(this TestHost host, string operation, string body)
    {
        var (status, answer, _) = await host.SqsAsync(operation, body);
        Assert.True(status == HttpStatusCode.OK, $"{operation} answered {answer}");
        return answer;
    }

    /// <summary>Type, text and legacy code of the error of an operation that must fail.</summary>
    public static async Task<(string Type, string Message, string QueryError)> SqsFaultAsync(
        this TestHost host, string operation, string body)
    {
        var (status, answer, queryError) = await host.SqsAsync(operation, body);
        Assert.NotEqual(HttpStatusCode.OK, status);
        return (answer.GetProperty("__type").GetString()!, answer.GetProperty("message").GetString()!, queryError);
    }

    public static async Task<string> CreateQueueAsync(this TestHost host, string name, string attributes = "{}")
    {
        var created = await host.SqsOkAsync(
            "CreateQueue", "{\"QueueName\":\"" + name + "\",\"Attributes\":" + attributes + "}");
        return created.Text("QueueUrl");
    }

    public static Task<JsonElement> SendAsync(this TestHost host, string url, string body) =>
        host.SqsOkAsync("SendMessage", $$"""{"QueueUrl":"{{url}}","MessageBody":"{{body}}"}""");

    /// <param name="more">Further members, with a comma in front.</param>
    public static async Task<JsonElement[]> ReceiveAsync(this TestHost host, string url, string more = "")
    {
        var answer = await host.SqsOkAsync("ReceiveMessage", "{\"QueueUrl\":\"" + url + "\"" + more + "}");
        return answer.TryGetProperty("Messages", out var messages) ? [.. messages.EnumerateArray()] : [];
    }

    public static string Text(this JsonElement element, params string[] path) =>
        path.Aggregate(element, (e, name) => e.GetProperty(name)).GetString()!;
}

using System.Text.Json;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Lambda.Model;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.Lambda.EventSources;

/// <summary>A host with a queue that a function consumes, and a dead-letter queue behind it.</summary>
internal sealed class QueueHost(TestHost host) : IAsyncDisposable
{
    public const string QueueArn = "arn:aws:sqs:us-east-1:123456789012:jobs";

    private const string RedrivePolicy =
        """{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:123456789012:dead","maxReceiveCount":"2"}""";

    public TestHost Host => host;

    public static async Task<QueueHost> StartAsync(FunctionHosting hosting, TimeProvider? time = null)
    {
        var host = new QueueHost(await LambdaHost.StartAsync(hosting, time));
        using var dead = await host.SqsAsync("CreateQueue", """{"QueueName":"dead"}""");
        using var jobs = await host.SqsAsync(
            "CreateQueue",
            $$"""{"QueueName":"jobs","Attributes":{ "RedrivePolicy":{{Quote(RedrivePolicy)}} } }""");
        host.Host.Services.Functions.Deploy(
            LambdaHost.Function("consume") with { Timeout = TimeSpan.FromSeconds(30) });
        return host;
    }

    public Task MapAsync(Func<EventSourceMappingDefinition, EventSourceMappingDefinition>? change = null)
    {
        var definition = new EventSourceMappingDefinition
        {
            LogicalId = "Mapping",
            FunctionName = "consume",
            EventSourceArn = QueueArn,
        };
        return host.Services.StackRuntime
            .CreateEventSourceMappingAsync(change?.Invoke(definition) ?? definition, CancellationToken.None).AsTask();
    }

    public async Task SendAsync(string body, string more = "")
    {
        using var answer = await SqsAsync(
            "SendMessage",
            $$"""{"QueueUrl":"{{host.Url}}/123456789012/jobs","MessageBody":{{Quote(body)}}{{more}}}""");
    }

    public async Task<int> CountAsync(string queue)
    {
        using var answer = await SqsAsync("GetQueueAttributes", $$"""
            {"QueueUrl":"{{host.Url}}/123456789012/{{queue}}","AttributeNames":["All"]}
            """);
        var attributes = answer.RootElement.GetProperty("Attributes");
        return Number(attributes, "ApproximateNumberOfMessages")
            + Number(attributes, "ApproximateNumberOfMessagesNotVisible");
    }

    /// <summary>Waits for a message and takes it.</summary>
    public async Task ReceiveAsync(string queue)
    {
        using var answer = await SqsAsync(
            "ReceiveMessage",
            $$"""{"QueueUrl":"{{host.Url}}/123456789012/{{queue}}","WaitTimeSeconds":20}""").InTimeAsync(queue);
        Assert.Equal(1, answer.RootElement.GetProperty("Messages").GetArrayLength());
    }

    /// <summary>
    /// Disables the mapping: that waits for the batches that the function has seen and the mapping may not have ended.
    /// </summary>
    public Task EndDeliveriesAsync() =>
        host.Services.EventSources.All.Single().DisableAsync(CancellationToken.None).InTimeAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    private async Task<JsonDocument> SqsAsync(string operation, string body)
    {
        using var answer = await host.SendSignedAsync(
            "sqs", HttpMethod.Post, "/", body, $"X-Amz-Target: AmazonSQS.{operation}",
            "Content-Type: application/x-amz-json-1.0");
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text);
    }

    private static string Quote(string text) => JsonSerializer.Serialize(text);

    private static int Number(JsonElement attributes, string name) =>
        int.Parse(attributes.GetProperty(name).GetString()!, System.Globalization.CultureInfo.InvariantCulture);
}

using System.Text.Json;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Tenants;

/// <summary>A queue that gets events of the stack's bus, by a rule of its own.</summary>
internal sealed class BusQueue
{
    private readonly RunningStack _stack;
    private readonly string _queueUrl;

    private BusQueue(RunningStack stack, string queueUrl) => (_stack, _queueUrl) = (stack, queueUrl);

    public static async Task<BusQueue> StartAsync(RunningStack stack, string pattern)
    {
        var bus = stack.Ready.Outputs["EventBusName"];
        var queue = await stack.CallAsync("sqs", "AmazonSQS.CreateQueue", new { QueueName = "bus-queue" });
        await stack.CallAsync(
            "events", "AWSEvents.PutRule", new { Name = "bus-queue", EventBusName = bus, EventPattern = pattern });
        await stack.CallAsync("events", "AWSEvents.PutTargets", new
        {
            Rule = "bus-queue",
            EventBusName = bus,
            Targets = new[] { new { Id = "1", Arn = "arn:aws:sqs:us-east-1:123456789012:bus-queue" } },
        });
        return new BusQueue(stack, queue.GetProperty("QueueUrl").GetString()!);
    }

    /// <summary>The next event of a type; those of others on the way there are dropped.</summary>
    public Task<JsonElement> NextAsync(string detailType) => RunningStack.EventuallyAsync(
        ReceiveAsync,
        found => found.ValueKind == JsonValueKind.Object
            && found.GetProperty("detail-type").GetString() == detailType,
        $"no event {detailType}");

    private async Task<JsonElement> ReceiveAsync()
    {
        var received = await _stack.CallAsync(
            "sqs", "AmazonSQS.ReceiveMessage", new { QueueUrl = _queueUrl, WaitTimeSeconds = 1 });
        if (!received.TryGetProperty("Messages", out var messages))
        {
            return default;
        }

        var message = Assert.Single(messages.EnumerateArray());
        await _stack.CallAsync(
            "sqs",
            "AmazonSQS.DeleteMessage",
            new { QueueUrl = _queueUrl, ReceiptHandle = message.GetProperty("ReceiptHandle").GetString() });
        return JsonDocument.Parse(message.GetProperty("Body").GetString()!).RootElement;
    }
}

using System.Diagnostics;
using System.Text.Json;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Statuses;

/// <summary>A rule of the test's own on the stack's bus, and the queue that it fills with onboarding events.</summary>
internal sealed class EventQueue(RunningStack stack, string url)
{
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(30);
    private readonly List<JsonElement> _events = [];

    public static async Task<EventQueue> SubscribeAsync(RunningStack stack, string name)
    {
        var queue = await stack.CallAsync("sqs", "AmazonSQS.CreateQueue", new { QueueName = name });
        var url = queue.GetProperty("QueueUrl").GetString()!;
        var bus = stack.Ready.Outputs["EventBusName"];
        await stack.CallAsync("events", "AWSEvents.PutRule", new
        {
            Name = name,
            EventBusName = bus,
            EventPattern = """{"source":["onboarding.onboarding"]}""",
        });
        await stack.CallAsync("events", "AWSEvents.PutTargets", new
        {
            Rule = name,
            EventBusName = bus,
            Targets = new[] { new { Id = name, Arn = $"arn:aws:sqs:us-east-1:123456789012:{name}" } },
        });
        return new EventQueue(stack, url);
    }

    /// <summary>Every event so far, as soon as they are <paramref name="enough"/>.</summary>
    public async Task<IReadOnlyList<JsonElement>> UntilAsync(Func<IReadOnlyList<JsonElement>, bool> enough)
    {
        var started = Stopwatch.GetTimestamp();
        while (!enough(_events))
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < GiveUpAfter, $"only {string.Join('\n', _events)}");
            var received = await stack.CallAsync(
                "sqs",
                "AmazonSQS.ReceiveMessage",
                new { QueueUrl = url, MaxNumberOfMessages = 10, WaitTimeSeconds = 1, VisibilityTimeout = 600 });
            if (received.TryGetProperty("Messages", out var messages))
            {
                _events.AddRange(messages.EnumerateArray().Select(
                    message => JsonDocument.Parse(message.GetProperty("Body").GetString()!).RootElement));
            }
        }

        return _events;
    }
}

using System.Text.Json;
using Onboarding.AppHost.Graph;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Tenants;

/// <summary>
/// A stack in which the clock of PostConfirmation, which judges codes, is the test's, and all that its bus is told of
/// users.
/// </summary>
public sealed class JudgingStack : IAsyncLifetime
{
    private readonly List<AttachedRuntime> _runtimes = [];
    private readonly List<JsonElement> _told = [];
    private string _queueUrl = "";

    internal RunningStack Stack { get; } = new(new OnboardingOptions { Functions = FunctionHostingMode.External });

    internal ShiftedClock Clock { get; } = new();

    public async Task InitializeAsync()
    {
        await Stack.InitializeAsync();
        foreach (var function in await Stack.FunctionNamesAsync())
        {
            var judges = function.Contains("PostConfirmation", StringComparison.Ordinal);
            _runtimes.Add(await AttachedRuntime.StartAsync(Stack, function, judges ? Clock : null));
        }

        await ListenAsync(Stack.Ready.Outputs["EventBusName"]);
    }

    public async Task DisposeAsync()
    {
        foreach (var runtime in _runtimes)
        {
            await runtime.DisposeAsync();
        }

        await Stack.DisposeAsync();
    }

    /// <summary>The event of a type about a user.</summary>
    internal async Task<JsonElement> ToldAsync(string detailType, Member user) =>
        (await ToldAsync(detailType, user.Sub, count: 1))[0];

    /// <summary>The events of a type about a user, once there are so many.</summary>
    internal Task<IReadOnlyList<JsonElement>> ToldAsync(string detailType, string userId, int count) =>
        RunningStack.EventuallyAsync<IReadOnlyList<JsonElement>>(
            async () =>
            {
                await ReceiveAsync();
                return [.. _told.Where(told => IsAbout(told, detailType, userId))];
            },
            found => found.Count >= count,
            $"fewer than {count} events {detailType} of {userId}");

    private static bool IsAbout(JsonElement told, string detailType, string userId) =>
        told.GetProperty("detail-type").GetString() == detailType
        && told.GetProperty("detail").GetProperty("data").GetProperty("userId").GetString() == userId;

    private async Task ListenAsync(string bus)
    {
        var queue = await Stack.CallAsync("sqs", "AmazonSQS.CreateQueue", new { QueueName = "told" });
        _queueUrl = queue.GetProperty("QueueUrl").GetString()!;
        await Stack.CallAsync(
            "events",
            "AWSEvents.PutRule",
            new { Name = "told", EventBusName = bus, EventPattern = """{"source":["onboarding.user"]}""" });
        await Stack.CallAsync("events", "AWSEvents.PutTargets", new
        {
            Rule = "told",
            EventBusName = bus,
            Targets = new[] { new { Id = "1", Arn = "arn:aws:sqs:us-east-1:123456789012:told" } },
        });
    }

    /// <summary>A message is hidden for half a minute, in which a test has what it wants.</summary>
    private async Task ReceiveAsync()
    {
        var received = await Stack.CallAsync(
            "sqs", "AmazonSQS.ReceiveMessage", new { QueueUrl = _queueUrl, MaxNumberOfMessages = 10 });
        if (received.TryGetProperty("Messages", out var messages))
        {
            _told.AddRange(messages.EnumerateArray().Select(
                message => JsonDocument.Parse(message.GetProperty("Body").GetString()!).RootElement));
        }
    }
}

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
    internal Task<JsonElement> ToldAsync(string detailType, Member user) => RunningStack.EventuallyAsync(
        async () =>
        {
            await ReceiveAsync();
            return _told.Find(told => told.GetProperty("detail-type").GetString() == detailType
                && told.GetProperty("detail").GetProperty("data").GetProperty("userId").GetString() == user.Sub);
        },
        found => found.ValueKind == JsonValueKind.Object,
        $"no event {detailType} of {user.Sub}");

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

    /// <summary>What comes once more after the half minute in which it is hidden is told twice, which is no harm.</summary>
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

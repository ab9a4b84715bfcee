using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Host;

/// <summary>
/// Runs a Standard machine with every type of state at a host in a process of its own, and looks what became of its
/// executions.
/// </summary>
/// <param name="ready">The host's ready file.</param>
internal sealed class StateMachineClient(JsonElement ready) : IDisposable
{
    private const string Arn = "arn:aws:states:us-east-1:123456789012:";
    private const string Machine = Arn + "stateMachine:every-state";
    private const string ChildMachine = Arn + "stateMachine:child";
    private const string Table = "effects";
    private const string Queue = "asked";

    /// <summary>Waits, and a task that lasts until its token comes back, so that most kills meet a state.</summary>
    private const string Definition = """
        {"StartAt": "Begin", "States": {
          "Begin": {"Type": "Pass", "Assign": {"run.$": "$$.Execution.Name"}, "Next": "First"},
          "First": {PUT-first, "ResultPath": null, "Next": "Which"},
          "Which": {"Type": "Choice", "Default": "Never", "Choices": [
            {"Variable": "$.way", "StringEquals": "on", "Next": "Both"}]},
          "Both": {"Type": "Parallel", "ResultPath": null, "Next": "Each", "Branches": [
            {"StartAt": "Rest", "States": {
              "Rest": {"Type": "Wait", "Seconds": 1, "Next": "Left"},
              "Left": {PUT-left, "End": true}}},
            {"StartAt": "Ask", "States": {
              "Ask": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "End": true,
                "Parameters": {"QueueUrl": "QUEUE", "MessageBody": {"token.$": "$$.Task.Token"}}}}}]},
          "Each": {"Type": "Map", "ItemsPath": "$.items", "MaxConcurrency": 2, "ResultPath": null, "Next": "Child",
            "ItemSelector": {"item.$": "$$.Map.Item.Value"}, "ItemProcessor": {"StartAt": "Nap", "States": {
              "Nap": {"Type": "Wait", "Seconds": 1, "Next": "Item"},
              "Item": {PUT-item, "End": true}}}},
          "Child": {"Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync:2", "ResultPath": null,
            "Parameters": {"StateMachineArn": "CHILD", "Input": {"run.$": "$run"}}, "Next": "Doomed"},
          "Doomed": {"Type": "Parallel", "Next": "Never",
            "Branches": [{"StartAt": "Stop", "States": {"Stop": {"Type": "Fail", "Error": "Told"}}}],
            "Catch": [{"ErrorEquals": ["Told"], "ResultPath": null, "Next": "Done"}]},
          "Never": {"Type": "Fail", "Error": "Never"},
          "Done": {"Type": "Succeed"}}}
        """;

    private const string ChildDefinition = """
        {"StartAt": "Pause", "States": {
          "Pause": {"Type": "Wait", "Seconds": 1, "Next": "Write"},
          "Write": {PUT-child, "End": true}}}
        """;

    private static readonly string[] Entered =
    [
        "Ask", "Begin", "Both", "Child", "Done", "Doomed", "Each", "First", "Item", "Item", "Item", "Left", "Nap",
        "Nap", "Nap", "Rest", "Stop", "Which",
    ];

    private static readonly string[] Effects = ["first", "left", "item-1", "item-2", "item-3", "child"];

    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(50);

    private readonly HttpClient _http = new();
    private readonly Uri _edge = new(ready.GetProperty("edgeUrl").GetString()!);

    private string QueueUrl => new Uri(_edge, $"/123456789012/{Queue}").OriginalString;

    /// <summary>What the data folder keeps for all hosts that come.</summary>
    public async Task CreateAsync()
    {
        await AwsAsync("dynamodb", "DynamoDB_20120810.CreateTable", new
        {
            TableName = Table,
            BillingMode = "PAY_PER_REQUEST",
            AttributeDefinitions = new[] { new { AttributeName = "id", AttributeType = "S" } },
            KeySchema = new[] { new { AttributeName = "id", KeyType = "HASH" } },
        });
        // Who was killed with a message in hand gets it again at once.
        await AwsAsync("sqs", "AmazonSQS.CreateQueue", new
        {
            QueueName = Queue,
            Attributes = new Dictionary<string, string> { ["VisibilityTimeout"] = "1" },
        });
        await CreateAsync("child", ChildDefinition);
        await CreateAsync("every-state", Definition);
    }

    /// <returns>The execution's ARN.</returns>
    public async Task<string> StartAsync(string name)
    {
        var started = await StatesAsync("StartExecution", new
        {
            stateMachineArn = Machine,
            name,
            input = """{"way": "on", "items": [1, 2, 3]}""",
        });
        return started.GetProperty("executionArn").GetString()!;
    }

    /// <summary>Answers those who wait for a token, one at a time.</summary>
    public async Task AnswerAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var received = await AwsAsync(
                "sqs", "AmazonSQS.ReceiveMessage", new { QueueUrl, WaitTimeSeconds = 1, MaxNumberOfMessages = 1 });
            if (!received.TryGetProperty("Messages", out var messages))
            {
                continue;
            }

            var message = messages[0];
            using var body = JsonDocument.Parse(message.GetProperty("Body").GetString()!);
            var taskToken = body.RootElement.GetProperty("token").GetString();
            var (status, fault) = await _http.TryCallAsync(
                _edge, "states", "AWSStepFunctions.SendTaskSuccess", new { taskToken, output = "{}" });
            // Answered before the kill, and the message not yet deleted.
            Assert.True(
                status == HttpStatusCode.OK || fault.GetProperty("__type").GetString() == "TaskTimedOut",
                fault.GetRawText());
            await AwsAsync(
                "sqs",
                "AmazonSQS.DeleteMessage",
                new { QueueUrl, ReceiptHandle = message.GetProperty("ReceiptHandle").GetString() });
        }
    }

    /// <returns>The state that each running execution has entered last.</returns>
    public async Task<List<string>> RunningAsync()
    {
        List<string> states = [];
        foreach (var execution in await ExecutionsAsync(Machine, "RUNNING"))
        {
            var newestFirst = await StatesAsync(
                "GetExecutionHistory", new { executionArn = execution, reverseOrder = true });
            states.Add(EnteredIn(newestFirst).FirstOrDefault("none"));
        }

        return states;
    }

    /// <summary>Every execution, of children too, has succeeded, once, with all its effects.</summary>
    public async Task VerifyAsync(IReadOnlyCollection<string> acknowledged, Func<string> explain)
    {
        var started = Stopwatch.GetTimestamp();
        while ((await ExecutionsAsync(Machine, "RUNNING")).Count > 0)
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < GiveUpAfter, $"executions do not end; {explain()}");
            await Task.Delay(PollEvery, TimeProvider.System);
        }

        var succeeded = await ExecutionsAsync(Machine, "SUCCEEDED");
        Assert.Empty(acknowledged.Except(succeeded));
        // One whose acknowledgement was lost in a kill is there as well; none has ended otherwise.
        Assert.Equal(
            succeeded.Order(StringComparer.Ordinal),
            (await ExecutionsAsync(Machine, status: null)).Order(StringComparer.Ordinal));
        Assert.Equal(succeeded.Count, (await ExecutionsAsync(ChildMachine, "SUCCEEDED")).Count);
        Assert.Equal(succeeded.Count, (await ExecutionsAsync(ChildMachine, status: null)).Count);
        foreach (var execution in succeeded)
        {
            await VerifyHistoryAsync(execution);
            await VerifyEffectsAsync(execution.Split(':')[^1]);
        }
    }

    public void Dispose() => _http.Dispose();

    private static IEnumerable<string> EnteredIn(JsonElement history) =>
        from one in history.GetProperty("events").EnumerateArray()
        where one.TryGetProperty("stateEnteredEventDetails", out _)
        select one.GetProperty("stateEnteredEventDetails").GetProperty("name").GetString()!;

    private static string Fill(string definition, string queueUrl)
    {
        foreach (var (effect, id) in new[]
        {
            ("first", "{}-first', $run"), ("left", "{}-left', $run"), ("item", "{}-item-{}', $run, $.item"),
            ("child", "{}-child', $.run"),
        })
        {
            definition = definition.Replace(
                $"PUT-{effect}",
                $$$$"""
                "Type": "Task", "Resource": "arn:aws:states:::dynamodb:putItem",
                "Parameters": {"TableName": "{{{{Table}}}}", "Item": {"id": {"S.$": "States.Format('{{{{id}}}})"}}}
                """,
                StringComparison.Ordinal);
        }

        return definition.Replace("QUEUE", queueUrl, StringComparison.Ordinal)
            .Replace("CHILD", ChildMachine, StringComparison.Ordinal);
    }

    /// <summary>Without a gap, and no state or task twice.</summary>
    private async Task VerifyHistoryAsync(string executionArn)
    {
        var history = await StatesAsync("GetExecutionHistory", new { executionArn, maxResults = 1000 });
        var events = history.GetProperty("events").EnumerateArray().ToList();
        Assert.Equal(Enumerable.Range(1, events.Count), events.Select(one => one.GetProperty("id").GetInt32()));
        Assert.All(
            events,
            one => Assert.InRange(
                one.GetProperty("previousEventId").GetInt32(), 0, one.GetProperty("id").GetInt32() - 1));
        Assert.Equal(Entered, EnteredIn(history).Order(StringComparer.Ordinal));
        var types = events.Select(one => one.GetProperty("type").GetString()!).ToList();
        Assert.Equal(("ExecutionStarted", "ExecutionSucceeded"), (types[0], types[^1]));
        Assert.Equal(Entered.Count(name => name is "First" or "Left" or "Ask" or "Item" or "Child"),
            types.Count(type => type == "TaskSucceeded"));
    }

    private async Task VerifyEffectsAsync(string name)
    {
        foreach (var effect in Effects)
        {
            var found = await AwsAsync("dynamodb", "DynamoDB_20120810.GetItem", new
            {
                TableName = Table,
                Key = new { id = new { S = $"{name}-{effect}" } },
            });
            Assert.True(found.TryGetProperty("Item", out _), $"{name} has no effect '{effect}'");
        }
    }

    private async Task CreateAsync(string name, string definition) => await StatesAsync("CreateStateMachine", new
    {
        name,
        definition = Fill(definition, QueueUrl),
        roleArn = "arn:aws:iam::123456789012:role/states",
    });

    /// <param name="status">Null for all.</param>
    /// <returns>The ARNs of the machine's executions.</returns>
    private async Task<List<string>> ExecutionsAsync(string stateMachineArn, string? status)
    {
        var input = new Dictionary<string, object> { ["stateMachineArn"] = stateMachineArn, ["maxResults"] = 1000 };
        if (status is not null)
        {
            input["statusFilter"] = status;
        }

        var listed = await StatesAsync("ListExecutions", input);
        Assert.False(listed.TryGetProperty("nextToken", out _), "more executions than one page holds");
        return
        [
            .. listed.GetProperty("executions").EnumerateArray()
                .Select(execution => execution.GetProperty("executionArn").GetString()!),
        ];
    }

    private Task<JsonElement> StatesAsync(string operation, object input) =>
        AwsAsync("states", "AWSStepFunctions." + operation, input);

    private Task<JsonElement> AwsAsync(string service, string target, object input) =>
        _http.CallAsync(_edge, service, target, input);
}

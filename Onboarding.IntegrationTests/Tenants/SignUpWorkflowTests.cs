using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2.Model;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Tenants;

/// <summary>SignUpWorkflow of template.yaml, started with events as PostConfirmation puts them on the bus.</summary>
public sealed class SignUpWorkflowTests(JudgingStack judging) : IClassFixture<JudgingStack>
{
    private const string CreatedAt = "2026-11-20T12:00:00.000Z";

    private readonly RunningStack _stack = judging.Stack;

    private string WorkflowArn => _stack.Ready.Outputs["SignUpWorkflowArn"];

    [Fact]
    public async Task A_second_run_changes_no_row_and_tells_the_same_event()
    {
        await PutUserAsync("twice", "Ada");
        Assert.Equal("SUCCEEDED", await RunAsync(WorkflowArn, "twice"));
        await PutUserAsync("twice", "Another name");

        Assert.Equal("SUCCEEDED", await RunAsync(WorkflowArn, "twice"));

        var row = await _stack.JoinedAsync("t-twice", "twice");
        Assert.Equal(("Ada", CreatedAt), (row["name"].S, row["joinedAt"].S));
        var told = await judging.ToldAsync("created", "twice", count: 2);
        Assert.Equal(told[0].GetProperty("detail").GetRawText(), told[1].GetProperty("detail").GetRawText());
    }

    [Theory]
    [InlineData("nameless", true)]
    [InlineData("erased", false)]
    public async Task A_user_without_a_name_is_put_without_one(string userId, bool isStored)
    {
        if (isStored)
        {
            await PutUserAsync(userId, name: null);
        }

        Assert.Equal("SUCCEEDED", await RunAsync(WorkflowArn, userId));

        Assert.True((await _stack.JoinedAsync("t-" + userId, userId))["name"].NULL);
    }

    /// <summary>As deployed, less the retries, which take half a minute.</summary>
    [Fact]
    public async Task What_keeps_failing_is_kept_for_a_person_with_the_event()
    {
        var deployed = await StatesAsync("DescribeStateMachine", new { stateMachineArn = WorkflowArn });
        var definition = JsonNode.Parse(deployed.GetProperty("definition").GetString()!)!;
        foreach (var (_, state) in definition["States"]!.AsObject())
        {
            state!.AsObject().Remove("Retry");
        }

        var impatient = await StatesAsync("CreateStateMachine", new
        {
            name = "impatient",
            type = "EXPRESS",
            definition = definition.ToJsonString(),
            roleArn = deployed.GetProperty("roleArn").GetString(),
        });
        // Too long for the table's key.
        var userId = new string('x', 1_100);

        Assert.Equal("FAILED", await RunAsync(impatient.GetProperty("stateMachineArn").GetString()!, userId));

        var queue = await _stack.CallAsync(
            "sqs", "AmazonSQS.GetQueueUrl", new { QueueName = "onboarding-SignUpDeadLetterQueue" });
        var received = await _stack.CallAsync(
            "sqs",
            "AmazonSQS.ReceiveMessage",
            new { QueueUrl = queue.GetProperty("QueueUrl").GetString(), WaitTimeSeconds = 5 });
        var message = Assert.Single(received.GetProperty("Messages").EnumerateArray());
        var kept = JsonDocument.Parse(message.GetProperty("Body").GetString()!).RootElement;
        Assert.StartsWith("DynamoDB.", kept.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            userId,
            kept.GetProperty("event").GetProperty("detail").GetProperty("data").GetProperty("userId").GetString());
    }

    private async Task<string> RunAsync(string stateMachineArn, string userId)
    {
        var input = JsonSerializer.Serialize(new
        {
            detail = new
            {
                metadata = new { traceparent = "" },
                data = new { userId, tenantId = "t-" + userId, source = "cognito", createdAt = CreatedAt },
            },
        });
        var run = await StatesAsync("StartSyncExecution", new { stateMachineArn, input });
        return run.GetProperty("status").GetString()!;
    }

    private Task<JsonElement> StatesAsync(string operation, object input) =>
        _stack.CallAsync("states", "AWSStepFunctions." + operation, input);

    private async Task PutUserAsync(string userId, string? name)
    {
        var item = new Dictionary<string, AttributeValue> { ["userId"] = new(userId), ["source"] = new("cognito") };
        if (name is not null)
        {
            item["name"] = new AttributeValue(name);
        }

        await _stack.DynamoDb.PutItemAsync(_stack.Ready.Outputs["UsersTableName"], item);
    }
}

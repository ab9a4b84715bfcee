using System.Text.Json;
using Onboarding.LocalAws.Tests.EventBridge;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Tests.Lambda;
using Onboarding.LocalAws.Tests.Sqs;

namespace Onboarding.LocalAws.Tests.StepFunctions;

/// <summary>
/// What tasks call, against the real services of the host. Evidence where a test names no other:
/// Documented(https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html).
/// </summary>
public sealed class TaskTests
{
    [Fact]
    public async Task A_functions_result_is_the_states_result()
    {
        await using var host = await FunctionAsync(e => $$"""{"got":{{e.Payload}}}""");
        var ended = await host.RunAsync(
            StatesHost.Task(EventBridgeHost.FunctionArn + "f", """{"a.$":"$.a"}"""), """{"a":1}""");
        Assert.Equal("""{"got":{"a":1}}""", ended.GetProperty("output").GetString());
        Assert.Equal(
            [
                "ExecutionStarted", "TaskStateEntered", "LambdaFunctionScheduled", "LambdaFunctionStarted",
                "LambdaFunctionSucceeded", "TaskStateExited", "ExecutionSucceeded",
            ],
            await host.TypesAsync(ended.Arn()));
    }

    [Fact]
    public async Task Lambda_invoke_gives_the_payload_with_what_the_SDK_adds()
    {
        await using var host = await FunctionAsync(e => e.Payload);
        var ended = await host.RunAsync(
            StatesHost.Task("arn:aws:states:::lambda:invoke", """{"FunctionName":"f","Payload.$":"$"}"""), "[1]");
        var output = ended.Output();
        Assert.Equal("[1]", output.GetProperty("Payload").GetRawText());
        Assert.Equal("$LATEST", output.GetProperty("ExecutedVersion").GetString());
        Assert.Equal(200, output.GetProperty("StatusCode").GetInt32());
        Assert.Equal(200, output.GetProperty("SdkHttpMetadata").GetProperty("HttpStatusCode").GetInt32());
        Assert.NotEmpty(output.GetProperty("SdkResponseMetadata").GetProperty("RequestId").GetString()!);
    }

    [Fact]
    public async Task A_function_that_is_not_there_fails_as_in_AWS()
    {
        await using var host = await TestHost.StartAsync();
        var ended = await host.RunAsync(
            StatesHost.Task("arn:aws:states:::lambda:invoke", """{"FunctionName":"none"}"""));
        Assert.Equal("Lambda.ResourceNotFoundException", ended.GetProperty("error").GetString());
        Assert.StartsWith(
            $"Function not found: {EventBridgeHost.FunctionArn}none (Service: AWSLambda; Status Code: 404; Error Code: "
                + "ResourceNotFoundException; Request ID: ",
            ended.GetProperty("cause").GetString(),
            StringComparison.Ordinal);
    }

    /// <summary>
    /// Recorded: localstack, tests/aws/services/stepfunctions/v2/error_handling, test_put_item_no_such_table.
    /// </summary>
    [Fact]
    public async Task DynamoDB_refuses_by_the_names_of_its_SDK()
    {
        await using var host = await TestHost.StartAsync();
        var ended = await host.RunAsync(
            StatesHost.Task("arn:aws:states:::dynamodb:putItem", """{"TableName":"none","Item":{"id":{"S":"1"}}}"""));
        Assert.Equal("DynamoDB.ResourceNotFoundException", ended.GetProperty("error").GetString());
        Assert.Matches(
            @"^Requested resource not found.* \(Service: AmazonDynamoDBv2; Status Code: 400; Error Code: "
                + @"ResourceNotFoundException; Request ID: [-\w]+; Proxy: null\)$",
            ended.GetProperty("cause").GetString());
        Assert.Equal(
            [
                "ExecutionStarted", "TaskStateEntered", "TaskScheduled", "TaskStarted", "TaskFailed", "ExecutionFailed",
            ],
            await host.TypesAsync(ended.Arn()));
    }

    [Fact]
    public async Task Items_are_put_once_read_updated_and_deleted()
    {
        await using var host = await TestHost.StartAsync();
        await host.CreateUsersAsync();
        const string definition = """
            {"StartAt":"Put","States":{
                "Put":{"Type":"Task","Resource":"arn:aws:states:::dynamodb:putItem","ResultPath":null,"Next":"Again",
                    "Parameters":{"TableName":"users","Item":{"id":{"S.$":"$.id"}},
                        "ConditionExpression":"attribute_not_exists(id)"}},
                "Again":{"Type":"Task","Resource":"arn:aws:states:::dynamodb:putItem","ResultPath":null,"Next":"Update",
                    "Parameters":{"TableName":"users","Item":{"id":{"S.$":"$.id"}},
                        "ConditionExpression":"attribute_not_exists(id)"},
                    "Catch":[{"ErrorEquals":["DynamoDB.ConditionalCheckFailedException"],
                        "ResultPath":null,"Next":"Update"}]},
                "Update":{"Type":"Task","Resource":"arn:aws:states:::dynamodb:updateItem","ResultPath":null,
                    "Next":"Get","Parameters":{"TableName":"users","Key":{"id":{"S.$":"$.id"}},
                        "UpdateExpression":"SET n = :n",
                        "ExpressionAttributeValues":{":n":{"N":"1"}}}},
                "Get":{"Type":"Task","Resource":"arn:aws:states:::dynamodb:getItem","ResultPath":"$.got",
                    "Next":"Delete","Parameters":{"TableName":"users","Key":{"id":{"S.$":"$.id"}}}},
                "Delete":{"Type":"Task","Resource":"arn:aws:states:::dynamodb:deleteItem","ResultPath":null,
                    "Next":"Gone","Parameters":{"TableName":"users","Key":{"id":{"S.$":"$.id"}}}},
                "Gone":{"Type":"Task","Resource":"arn:aws:states:::dynamodb:getItem","ResultPath":"$.gone","End":true,
                    "Parameters":{"TableName":"users","Key":{"id":{"S.$":"$.id"}}}}}}
            """;
        var output = (await host.RunAsync(definition, """{"id":"a"}""")).Output();
        Assert.Equal(
            """{"id":{"S":"a"},"n":{"N":"1"}}""", output.GetProperty("got").GetProperty("Item").GetRawText());
        Assert.False(output.GetProperty("gone").TryGetProperty("Item", out _));
    }

    [Fact]
    public async Task An_event_names_the_execution_that_put_it()
    {
        await using var host = await TestHost.StartAsync();
        var queue = await host.CreateQueueAsync("q");
        await host.RouteAsync(EventBridgeHost.QueueArn + "q");
        var ended = await host.RunAsync(StatesHost.Task(
            "arn:aws:states:::events:putEvents",
            """{"Entries":[{"Source":"shop","DetailType":"signup","Detail":{"user.$":"$.id"},"Resources":["r"]}]}"""),
            """{"id":"a"}""");
        Assert.Equal("SUCCEEDED", ended.GetProperty("status").GetString());
        var message = Assert.Single(await host.ReceiveAsync(queue, ""","WaitTimeSeconds":20 """));
        var sent = JsonDocument.Parse(message.Text("Body")).RootElement;
        Assert.Equal("""{"user":"a"}""", sent.GetProperty("detail").GetRawText());
        Assert.Equal(
            ["r", StatesHost.MachineArn + "m", ended.Arn()],
            sent.GetProperty("resources").EnumerateArray().Select(r => r.GetString()));
    }

    [Fact]
    public async Task An_event_that_the_bus_refuses_fails_the_task()
    {
        await using var host = await TestHost.StartAsync();
        var ended = await host.RunAsync(
            StatesHost.Task("arn:aws:states:::events:putEvents", """{"Entries":[{"Source":"shop","Detail":{}}]}"""));
        Assert.Equal("EventBridge.FailedEntry", ended.GetProperty("error").GetString());
    }

    [Fact]
    public async Task A_mail_goes_out()
    {
        await using var host = await TestHost.StartAsync();
        await host.SendSignedAsync(
            "ses",
            HttpMethod.Post,
            "/v2/email/identities",
            """{"EmailIdentity":"example.com"}""",
            "Content-Type: application/json");
        var ended = await host.RunAsync(StatesHost.Task(
            "arn:aws:states:::aws-sdk:sesv2:sendEmail",
            """
            {"FromEmailAddress":"a@example.com","Destination":{"ToAddresses":["b@example.com"]},
             "Content":{"Simple":{"Subject":{"Data":"Hi"},"Body":{"Text":{"Data":"Hello"}}}}}
            """));
        Assert.Equal("SUCCEEDED", ended.GetProperty("status").GetString());
        Assert.NotEmpty(ended.Output().GetProperty("MessageId").GetString()!);
    }

    [Theory]
    [InlineData(".sync", "\"{\\\"n\\\":1}\"")]
    [InlineData(".sync:2", "{\"n\":1}")]
    public async Task A_task_waits_for_the_execution_that_it_starts(string pattern, string output)
    {
        await using var host = await TestHost.StartAsync();
        var child = await host.CreateMachineAsync(
            """{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}""", "child");
        var ended = await host.RunAsync(StatesHost.Task(
            $"arn:aws:states:::states:startExecution{pattern}",
            $$"""{"StateMachineArn":"{{child}}","Input":{"n":1},"Name":"c"}"""));
        var result = ended.Output();
        Assert.Equal(output, result.GetProperty("Output").GetRawText());
        Assert.Equal("SUCCEEDED", result.GetProperty("Status").GetString());
        Assert.Equal(StatesHost.ArnPrefix + "execution:child:c", result.GetProperty("ExecutionArn").GetString());
        Assert.Equal(
            [
                "ExecutionStarted", "TaskStateEntered", "TaskScheduled", "TaskStarted", "TaskSubmitted",
                "TaskSucceeded", "TaskStateExited", "ExecutionSucceeded",
            ],
            await host.TypesAsync(ended.Arn()));
    }

    [Fact]
    public async Task A_nested_execution_that_fails_fails_the_task_with_its_description()
    {
        await using var host = await TestHost.StartAsync();
        var child = await host.CreateMachineAsync(
            """{"StartAt":"A","States":{"A":{"Type":"Fail","Error":"E","Cause":"because"}}}""", "child");
        var ended = await host.RunAsync(StatesHost.Task(
            "arn:aws:states:::states:startExecution.sync:2", $$"""{"StateMachineArn":"{{child}}"}"""));
        Assert.Equal("States.TaskFailed", ended.GetProperty("error").GetString());
        var cause = JsonDocument.Parse(ended.GetProperty("cause").GetString()!).RootElement;
        Assert.Equal("FAILED", cause.GetProperty("Status").GetString());
        Assert.Equal("E", cause.GetProperty("Error").GetString());
    }

    private static async Task<TestHost> FunctionAsync(Func<Runtime.Event, string> handle)
    {
        var host = await LambdaHost.StartAsync(LambdaHost.Serving(handle));
        host.Services.Functions.Deploy(LambdaHost.Function("f"));
        return host;
    }
}

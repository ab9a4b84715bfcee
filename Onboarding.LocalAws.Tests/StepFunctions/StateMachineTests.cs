using System.Text.Json;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.StepFunctions;

/// <summary>
/// State machines through the API. Evidence where a test names no other: Recorded, by localstack,
/// tests/aws/services/stepfunctions/v2/test_sfn_api.snapshot.json.
/// </summary>
public sealed class StateMachineTests
{
    private const string Pass = """{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}""";
    private const string Arn = StatesHost.MachineArn + "m";

    [Fact]
    public async Task Is_created_once_described_and_deleted()
    {
        await using var host = await TestHost.StartAsync();
        var first = await host.StatesOkAsync("CreateStateMachine", Machine());
        var again = await host.StatesOkAsync("CreateStateMachine", Machine());
        Assert.Equal(first.GetRawText(), again.GetRawText());
        var described = await host.StatesOkAsync("DescribeStateMachine", new { stateMachineArn = Arn });
        Assert.Equal(
            JsonSerializer.Serialize(new
            {
                stateMachineArn = Arn,
                name = "m",
                status = "ACTIVE",
                type = "STANDARD",
                creationDate = first.GetProperty("creationDate"),
                definition = Pass,
                roleArn = StatesHost.RoleArn,
                loggingConfiguration = new { level = "OFF", includeExecutionData = false },
                tracingConfiguration = new { enabled = false },
            }, Relaxed),
            described.GetRawText());
        await host.StatesOkAsync("DeleteStateMachine", new { stateMachineArn = Arn });
        await host.StatesOkAsync("DeleteStateMachine", new { stateMachineArn = Arn });
        Assert.Equal(
            $"StateMachineDoesNotExist: State Machine Does Not Exist: '{Arn}'",
            await host.StatesFaultAsync("DescribeStateMachine", new { stateMachineArn = Arn }));
    }

    [Fact]
    public async Task Another_definition_of_the_same_name_is_refused()
    {
        await using var host = await TestHost.StartAsync();
        await host.CreateMachineAsync(Pass);
        Assert.Equal(
            $"StateMachineAlreadyExists: State Machine Already Exists: '{Arn}'",
            await host.StatesFaultAsync("CreateStateMachine", Machine(Pass + " ")));
    }

    [Fact]
    public async Task An_update_has_an_id_that_changes_with_what_it_changes()
    {
        await using var host = await TestHost.StartAsync();
        await host.CreateMachineAsync(Pass);
        var first = await UpdateAsync(host, new { stateMachineArn = Arn, definition = Pass + " " });
        Assert.Equal(first, await UpdateAsync(host, new { stateMachineArn = Arn, definition = Pass + " " }));
        var second = await UpdateAsync(host, new { stateMachineArn = Arn, roleArn = StatesHost.RoleArn + "2" });
        Assert.NotEqual(first, second);
        var described = await host.StatesOkAsync("DescribeStateMachine", new { stateMachineArn = Arn });
        Assert.Equal(second, described.GetProperty("revisionId").GetString());
        Assert.Equal(Pass + " ", described.GetProperty("definition").GetString());
        Assert.Equal(
            "MissingRequiredParameter: Either the definition, the role ARN, the LoggingConfiguration, or the "
                + "TracingConfiguration must be specified",
            await host.StatesFaultAsync("UpdateStateMachine", new { stateMachineArn = Arn }));
    }

    /// <summary>
    /// Documented(https://docs.aws.amazon.com/step-functions/latest/apireference/API_UpdateStateMachine.html):
    /// "running executions will continue to use the previous definition".
    /// </summary>
    [Fact]
    public async Task A_running_execution_keeps_its_definition()
    {
        await using var host = await TestHost.StartAsync();
        const string wait = """{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":3600,"End":true}}}""";
        var executionArn = await host.StartAsync(await host.CreateMachineAsync(wait));
        await UpdateAsync(host, new { stateMachineArn = Arn, definition = Pass });
        var described = await host.StatesOkAsync("DescribeStateMachineForExecution", new { executionArn });
        Assert.Equal(wait, described.GetProperty("definition").GetString());
        Assert.Equal(Arn, described.GetProperty("stateMachineArn").GetString());
    }

    [Fact]
    public async Task Are_listed_by_name_in_pages()
    {
        await using var host = await TestHost.StartAsync();
        foreach (var name in (string[])["c", "a", "b"])
        {
            await host.CreateMachineAsync(Pass, name);
        }

        var page = await host.StatesOkAsync("ListStateMachines", new { maxResults = 2 });
        Assert.Equal(["a", "b"], Names(page));
        var last = await host.StatesOkAsync(
            "ListStateMachines", new { maxResults = 2, nextToken = page.GetProperty("nextToken").GetString() });
        Assert.Equal(["c"], Names(last));
        Assert.False(last.TryGetProperty("nextToken", out _));
        Assert.Equal(
            "ValidationException: 1 validation error detected: Value '1001' at 'maxResults' failed to satisfy "
                + "constraint: Member must have value less than or equal to 1000",
            await host.StatesFaultAsync("ListStateMachines", new { maxResults = 1001 }));
    }

    /// <summary>
    /// Documented(https://docs.aws.amazon.com/step-functions/latest/apireference/API_TagResource.html).
    /// </summary>
    [Fact]
    public async Task Tags_are_set_replaced_and_removed()
    {
        await using var host = await TestHost.StartAsync();
        await host.StatesOkAsync("CreateStateMachine", new
        {
            name = "m",
            definition = Pass,
            roleArn = StatesHost.RoleArn,
            tags = new[] { new { key = "a", value = "1" }, new { key = "b", value = "2" } },
        });
        await host.StatesOkAsync(
            "TagResource", new { resourceArn = Arn, tags = new[] { new { key = "a", value = "3" } } });
        await host.StatesOkAsync("UntagResource", new { resourceArn = Arn, tagKeys = new[] { "b", "none" } });
        Assert.Equal(
            """{"tags":[{"key":"a","value":"3"}]}""",
            (await host.StatesOkAsync("ListTagsForResource", new { resourceArn = Arn })).GetRawText());
        Assert.Equal(
            $"ResourceNotFound: Resource not found: '{Arn}2'",
            await host.StatesFaultAsync("ListTagsForResource", new { resourceArn = Arn + "2" }));
        Assert.StartsWith(
            "TooManyTags: ",
            await host.StatesFaultAsync("TagResource", new
            {
                resourceArn = Arn,
                tags = Enumerable.Range(0, 51).Select(i => new { key = $"k{i}", value = "" }),
            }),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "InvalidDefinition: Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: These fields are "
        + "required: [States] at /'", """{"StartAt":"A"}""", "STANDARD")]
    [InlineData("", "InvalidDefinition: Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: Express state "
        + "machine does not support '.sync' service integration at /States/A/Resource'",
        """
        {"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:states:::states:startExecution.sync",
            "Parameters":{"StateMachineArn":"a"},"End":true}}}
        """,
        "EXPRESS")]
    [InlineData("", "NotImplementedException: not supported by Onboarding.LocalAws: "
        + "arn:aws:states:::batch:submitJob.sync at /States/A/Resource in StepFunctions CreateStateMachine. COMPAT.md "
        + "lists what is.",
        """
        {"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:states:::batch:submitJob.sync","End":true}}}
        """,
        "STANDARD")]
    [InlineData("a b", "InvalidName: Invalid Name: 'a b'", Pass, "STANDARD")]
    [InlineData("m", "ValidationException: 1 validation error detected: Value 'QUICK' at 'type' failed to satisfy "
        + "constraint: Member must satisfy enum value set: [STANDARD, EXPRESS]", Pass, "QUICK")]
    public async Task Refuses_what_is_wrong(string name, string fault, string definition, string type)
    {
        await using var host = await TestHost.StartAsync();
        Assert.Equal(fault, await host.StatesFaultAsync(
            "CreateStateMachine",
            new { name = name.Length == 0 ? "m" : name, definition, roleArn = StatesHost.RoleArn, type }));
    }

    /// <summary>
    /// Documented(https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinition.html).
    /// </summary>
    [Fact]
    public async Task A_definition_is_validated_without_a_machine()
    {
        await using var host = await TestHost.StartAsync();
        Assert.Equal(
            """{"result":"OK","diagnostics":[],"truncated":false}""",
            (await host.StatesOkAsync("ValidateStateMachineDefinition", new { definition = Pass })).GetRawText());
        var fail = await host.StatesOkAsync(
            "ValidateStateMachineDefinition", new { definition = """{"StartAt":"A"}""" });
        Assert.Equal("FAIL", fail.GetProperty("result").GetString());
        Assert.Equal("SCHEMA_VALIDATION_FAILED", fail.GetProperty("diagnostics")[0].GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("not_a_valid_arn", "InvalidArn: Invalid Arn: 'Invalid ARN prefix: not_a_valid_arn'")]
    [InlineData(
        StatesHost.ArnPrefix + "express:m:a:b",
        "InvalidArn: Invalid Arn: 'Resource type not valid in this context: express'")]
    public async Task Refuses_what_is_no_ARN_of_a_machine(string arn, string fault)
    {
        await using var host = await TestHost.StartAsync();
        Assert.Equal(fault, await host.StatesFaultAsync("DescribeStateMachine", new { stateMachineArn = arn }));
    }

    [Theory]
    [InlineData("PublishStateMachineVersion")]
    [InlineData("CreateActivity")]
    [InlineData("TestState")]
    [InlineData("RedriveExecution")]
    public async Task Refuses_by_name_what_is_not_done(string operation)
    {
        await using var host = await TestHost.StartAsync();
        Assert.Equal(
            $"UnknownOperationException: not supported by Onboarding.LocalAws: StepFunctions {operation}. COMPAT.md "
                + "lists what is; for anything else point AWS_ENDPOINT_URL_SFN at AWS or another emulator.",
            await host.StatesFaultAsync(operation, "{}"));
    }

    private static JsonSerializerOptions Relaxed { get; } =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static object Machine(string definition = Pass) =>
        new { name = "m", definition, roleArn = StatesHost.RoleArn };

    private static async Task<string?> UpdateAsync(TestHost host, object body) =>
        (await host.StatesOkAsync("UpdateStateMachine", body)).GetProperty("revisionId").GetString();

    private static string[] Names(JsonElement page) =>
        [.. page.GetProperty("stateMachines").EnumerateArray().Select(m => m.GetProperty("name").GetString()!)];
}

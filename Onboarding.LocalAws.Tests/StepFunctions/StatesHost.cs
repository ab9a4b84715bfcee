using System.Net;
using System.Text.Json;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.StepFunctions;

/// <summary>Step Functions as a client of the wire sees it: no SDK package for it is on the feed.</summary>
internal static class StatesHost
{
    public const string ArnPrefix = "arn:aws:states:us-east-1:123456789012:";
    public const string MachineArn = ArnPrefix + "stateMachine:";
    public const string RoleArn = "arn:aws:iam::123456789012:role/states";

    public static async Task<(HttpStatusCode Status, JsonElement Body)> StatesAsync(
        this TestHost host, string operation, object body, params string[] headers)
    {
        using var response = await host.SendSignedAsync(
            "states",
            HttpMethod.Post,
            "/",
            body as string ?? JsonSerializer.Serialize(body),
            ["X-Amz-Target: AWSStepFunctions." + operation, "Content-Type: application/x-amz-json-1.0", .. headers]);
        Assert.Equal("application/x-amz-json-1.0", response.Content.Headers.ContentType!.ToString());
        return (
            response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement);
    }

    /// <summary>The answer of an operation that must succeed.</summary>
    public static async Task<JsonElement> StatesOkAsync(
        this TestHost host, string operation, object body, params string[] headers)
    {
        var (status, answer) = await host.StatesAsync(operation, body, headers);
        Assert.True(status == HttpStatusCode.OK, $"{operation} answered {answer}");
        return answer;
    }

    /// <summary>The error of an operation that must fail, as <c>Code: text</c>.</summary>
    public static async Task<string> StatesFaultAsync(this TestHost host, string operation, object body)
    {
        var (status, answer) = await host.StatesAsync(operation, body);
        Assert.NotEqual(HttpStatusCode.OK, status);
        return $"{answer.GetProperty("__type").GetString()}: {answer.GetProperty("message").GetString()}";
    }

    /// <returns>The machine's ARN.</returns>
    public static async Task<string> CreateMachineAsync(
        this TestHost host, string definition, string name = "m", string type = "STANDARD")
    {
        var created = await host.StatesOkAsync(
            "CreateStateMachine", new { name, definition, roleArn = RoleArn, type });
        return created.GetProperty("stateMachineArn").GetString()!;
    }

    /// <returns>The execution's ARN.</returns>
    public static async Task<string> StartAsync(
        this TestHost host, string machineArn, string input = "{}", string? name = null)
    {
        var started = await host.StatesOkAsync(
            "StartExecution", new { stateMachineArn = machineArn, input, name });
        return started.GetProperty("executionArn").GetString()!;
    }

    /// <summary>Waits for the end of an execution.</summary>
    public static async Task<JsonElement> EndedAsync(this TestHost host, string executionArn)
    {
        await host.Services.StepFunctions.Engine.WhenEndedAsync(executionArn, CancellationToken.None)
            .InTimeAsync($"the end of {executionArn}");
        return await host.StatesOkAsync("DescribeExecution", new { executionArn });
    }

    /// <summary>Creates a machine, and runs it to its end.</summary>
    public static async Task<JsonElement> RunAsync(this TestHost host, string definition, string input = "{}") =>
        await host.EndedAsync(await host.StartAsync(await host.CreateMachineAsync(definition), input));

    /// <summary>The whole history, one event a line: <c>3&lt;2 TaskScheduled {"resource":…}</c>.</summary>
    public static async Task<string[]> HistoryAsync(this TestHost host, string executionArn)
    {
        var history = await host.StatesOkAsync("GetExecutionHistory", new { executionArn, maxResults = 1000 });
        return [.. history.GetProperty("events").EnumerateArray().Select(Line)];
    }

    /// <summary>The types of the whole history.</summary>
    public static async Task<string[]> TypesAsync(this TestHost host, string executionArn) =>
        [.. (await host.HistoryAsync(executionArn)).Select(line => line.Split(' ')[1])];

    /// <summary>A machine of one task.</summary>
    /// <param name="more">Further members of the task, with a comma in front.</param>
    public static string Task(string resource, string parameters, string more = "") =>
        """{"StartAt":"T","States":{"T":{"Type":"Task","Resource":"R","Parameters":P,"End":true"""
            .Replace("R\"", resource + "\"", StringComparison.Ordinal)
            .Replace(":P,", $":{parameters},", StringComparison.Ordinal)
            + more + "}}}";

    public static string Arn(this JsonElement execution) => execution.GetProperty("executionArn").GetString()!;

    /// <summary>The output of an execution that succeeded.</summary>
    public static JsonElement Output(this JsonElement execution)
    {
        Assert.True(execution.TryGetProperty("output", out var output), execution.GetRawText());
        return JsonDocument.Parse(output.GetString()!).RootElement;
    }

    /// <summary>A table <c>users</c> with the key <c>id</c>.</summary>
    public static async Task CreateUsersAsync(this TestHost host)
    {
        using var response = await host.SendSignedAsync(
            "dynamodb",
            HttpMethod.Post,
            "/",
            """
            {"TableName":"users","KeySchema":[{"AttributeName":"id","KeyType":"HASH"}],
             "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],"BillingMode":"PAY_PER_REQUEST"}
            """,
            "X-Amz-Target: DynamoDB_20120810.CreateTable",
            "Content-Type: application/x-amz-json-1.0");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static string Line(JsonElement one)
    {
        var details = one.EnumerateObject().Where(m => m.Name.EndsWith("EventDetails", StringComparison.Ordinal))
            .Select(m => " " + m.Value.GetRawText());
        return $"{one.GetProperty("id")}<{one.GetProperty("previousEventId")} {one.GetProperty("type").GetString()}"
            + string.Concat(details);
    }
}

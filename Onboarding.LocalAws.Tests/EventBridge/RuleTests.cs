using System.Text.Json.Nodes;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.EventBridge;

/// <summary>Recorded, by public tests against AWS, unless a test says otherwise.</summary>
public sealed class RuleTests : IAsyncLifetime
{
    private const string Pattern = """{\"source\":[\"shop\"]}""";

    private TestHost _host = null!;

    public async Task InitializeAsync() => _host = await TestHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("default", "rule/r")]
    [InlineData("b", "rule/b/r")]
    public async Task Puts_describes_lists_and_deletes_a_rule(string bus, string resource)
    {
        if (bus == "b")
        {
            await _host.EventsOkAsync("CreateEventBus", """{"Name":"b"}""");
        }

        var put = await _host.EventsOkAsync(
            "PutRule", $$"""{"Name":"r","EventBusName":"{{bus}}","EventPattern":"{{Pattern}}"}""");
        Assert.Equal(EventBridgeHost.Arn + resource, put.GetProperty("RuleArn").GetString());
        var of = $$"""{"Name":"r","EventBusName":"{{bus}}"}""";
        var rule = await _host.EventsOkAsync("DescribeRule", of);
        Assert.Equal(
            ["Name", "Arn", "EventPattern", "State", "EventBusName", "CreatedBy"],
            rule.EnumerateObject().Select(m => m.Name));
        Assert.Equal("""{"source":["shop"]}""", rule.GetProperty("EventPattern").GetString());
        var listed = await _host.EventsOkAsync("ListRules", $$"""{"EventBusName":"{{bus}}"}""");
        Assert.Equal("ENABLED", listed.GetProperty("Rules")[0].GetProperty("State").GetString());
        await _host.EventsOkAsync("DeleteRule", of);
        await _host.EventsOkAsync("DeleteRule", of);
        Assert.Equal(
            $"ResourceNotFoundException: Rule r does not exist on EventBus {bus}.",
            await _host.EventsFaultAsync("DescribeRule", of));
    }

    [Fact]
    public async Task Names_its_bus_by_ARN_too()
    {
        await _host.EventsOkAsync("CreateEventBus", """{"Name":"b"}""");
        var put = await _host.EventsOkAsync(
            "PutRule",
            $$"""{"Name":"r","EventBusName":"{{EventBridgeHost.Arn}}event-bus/b","EventPattern":"{{Pattern}}"}""");
        Assert.EndsWith("rule/b/r", put.GetProperty("RuleArn").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keeps_its_targets_when_it_is_put_again()
    {
        await _host.RouteAsync(EventBridgeHost.QueueArn + "q");
        await _host.EventsOkAsync("PutRule", $$"""{"Name":"all","EventPattern":"{{Pattern}}","State":"DISABLED"}""");
        var targets = await _host.EventsOkAsync("ListTargetsByRule", """{"Rule":"all"}""");
        Assert.Equal("t", targets.GetProperty("Targets")[0].GetProperty("Id").GetString());
        var rule = await _host.EventsOkAsync("DescribeRule", """{"Name":"all"}""");
        Assert.Equal("DISABLED", rule.GetProperty("State").GetString());
    }

    /// <summary>
    /// Documented(https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListRuleNamesByTarget.html).
    /// </summary>
    [Fact]
    public async Task Is_found_by_its_target()
    {
        await _host.RouteAsync(EventBridgeHost.QueueArn + "q");
        await _host.EventsOkAsync("PutRule", $$"""{"Name":"other","EventPattern":"{{Pattern}}"}""");
        var of = $$"""{"TargetArn":"{{EventBridgeHost.QueueArn}}q"}""";
        var names = await _host.EventsOkAsync("ListRuleNamesByTarget", of);
        Assert.Equal("""{"RuleNames":["all"]}""", names.GetRawText());
        Assert.Equal(
            """{"RuleNames":[]}""",
            (await _host.EventsOkAsync("ListRuleNamesByTarget", of.Replace(":q", ":r", StringComparison.Ordinal)))
                .GetRawText());
        Assert.Equal(
            "ResourceNotFoundException: Event bus none does not exist.",
            await _host.EventsFaultAsync("ListRuleNamesByTarget", """{"TargetArn":"t","EventBusName":"none"}"""));
    }

    [Fact]
    public async Task Is_one_of_as_many_as_the_quota_says()
    {
        await using var host = await TestHost.StartAsync(new LocalAwsOptions { EventRuleCountMax = 2 });
        foreach (var name in (string[])["a", "b", "b"])
        {
            await host.EventsOkAsync("PutRule", $$"""{"Name":"{{name}}","EventPattern":"{{Pattern}}"}""");
        }

        const string fault = "LimitExceededException: The requested resource exceeds the maximum number allowed.";
        Assert.Equal(
            fault, await host.EventsFaultAsync("PutRule", $$"""{"Name":"c","EventPattern":"{{Pattern}}"}"""));
        Assert.Equal(
            fault,
            await host.EventsFaultAsync(
                "CreateArchive",
                $$"""{"ArchiveName":"c","EventSourceArn":"{{EventBridgeHost.Arn}}event-bus/default"}"""));
    }

    [Fact]
    public async Task Stays_while_it_has_targets()
    {
        await _host.RouteAsync(EventBridgeHost.QueueArn + "q");
        Assert.Equal(
            "ValidationException: Rule can't be deleted since it has targets.",
            await _host.EventsFaultAsync("DeleteRule", """{"Name":"all"}"""));
        await _host.EventsOkAsync("RemoveTargets", """{"Rule":"all","Ids":["t","other"]}""");
        await _host.EventsOkAsync("DeleteRule", """{"Name":"all"}""");
    }

    [Theory]
    [InlineData("""{"Name":"r"}""",
        "ValidationException: Parameter(s) EventPattern or ScheduleExpression must be specified.")]
    [InlineData("""{"Name":"r","ScheduleExpression":"rate(1 minutes)"}""",
        "ValidationException: Parameter ScheduleExpression is not valid.")]
    [InlineData("""{"Name":"r","EventBusName":"b","ScheduleExpression":"rate(1 minute)"}""",
        "ValidationException: ScheduleExpression is supported only on the default event bus.")]
    [InlineData("""{"Name":"r","EventPattern":"[]"}""",
        "InvalidEventPatternException: Event pattern is not valid. Reason: Filter is not an object")]
    [InlineData("""{"Name":"r","EventPattern":"{\"source\":[]}"}""",
        "InvalidEventPatternException: Event pattern is not valid. Reason: Empty arrays are not allowed")]
    [InlineData("""{"Name":"r r","EventPattern":"{}"}""",
        @"ValidationException: 1 validation error detected: Value 'r r' at 'name' failed to satisfy constraint: "
        + @"Member must satisfy regular expression pattern: [\.\-_A-Za-z0-9]+")]
    [InlineData("""{"Name":"r","EventPattern":"{\"source\":[\"s\"]}","State":"ON"}""",
        "ValidationException: 1 validation error detected: Value 'ON' at 'state' failed to satisfy constraint: "
        + "Member must satisfy enum value set: [ENABLED, DISABLED, ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS]")]
    [InlineData("""{"Name":7}""", "SerializationException: The member Name has the wrong type.")]
    public async Task Refuses_a_rule(string body, string fault)
    {
        await _host.EventsOkAsync("CreateEventBus", """{"Name":"b"}""");
        Assert.Equal(fault, await _host.EventsFaultAsync("PutRule", body));
    }

    [Fact]
    public async Task Refuses_a_pattern_over_2048_characters()
    {
        Assert.Equal(
            "ValidationException: Parameter EventPattern for rule r exceeds limit of 2048.",
            await _host.EventsFaultAsync(
                "PutRule", $$"""{"Name":"r","EventPattern":"{\"source\":[\"{{new string('s', 2040)}}\"]}"}"""));
    }

    [Theory]
    [InlineData("""{"Id":"t","Arn":"queue"}""",
        "ValidationException: Parameter queue is not valid. Reason: Provided Arn is not in correct format.")]
    [InlineData("""{"Id":"t t","Arn":"queue"}""",
        @"ValidationException: 1 validation error detected: Value 't t' at 'targets.1.member.id' failed to satisfy "
        + @"constraint: Member must satisfy regular expression pattern: [\.\-_A-Za-z0-9]+")]
    [InlineData("""{"Id":"t","Arn":"arn:aws:sqs:us-east-1:1:q","RetryPolicy":{"MaximumRetryAttempts":186}}""",
        "ValidationException: 1 validation error detected: Value '186' at "
        + "'targets.1.member.retryPolicy.maximumRetryAttempts' failed to satisfy constraint: "
        + "Member must have value less than or equal to 185")]
    [InlineData("""{"Id":"t","Arn":"arn:aws:sqs:us-east-1:1:q","RetryPolicy":{"MaximumEventAgeInSeconds":59}}""",
        "ValidationException: 1 validation error detected: Value '59' at "
        + "'targets.1.member.retryPolicy.maximumEventAgeInSeconds' failed to satisfy constraint: "
        + "Member must have value greater than or equal to 60")]
    [InlineData("""{"Id":"t","Arn":"arn:aws:sqs:us-east-1:1:q","Input":"{}","InputPath":"$"}""",
        "ValidationException: Only one of Input, InputPath, or InputTransformer must be provided for target t.")]
    [InlineData("""{"Id":"t","Arn":"arn:aws:sqs:us-east-1:1:q.fifo"}""",
        "ValidationException: Parameter(s) SqsParameters must be specified for target: t.")]
    [InlineData(
        """{"Id":"t","Arn":"arn:aws:sqs:us-east-1:1:q","DeadLetterConfig":{"Arn":"arn:aws:sqs:us-east-1:1:q.fifo"}}""",
        "ValidationException: SQS FIFO is not supported by Dead Letter Queues.")]
    [InlineData(
        """{"Id":"t","Arn":"arn:aws:sqs:us-east-1:1:q","DeadLetterConfig":{"Arn":"arn:aws:sns:us-east-1:1:t"}}""",
        "ValidationException: sns is not supported as a dead letter resource.")]
    [InlineData(
        """{"Id":"t","Arn":"arn:aws:sqs:us-east-1:1:q","DeadLetterConfig":{"Arn":"q"}}""",
        "ValidationException: Parameter q is not valid. Reason: Provided Arn is not in correct format.")]
    [InlineData("""{"Id":"t","Arn":"arn:aws:states:us-east-1:123456789012:stateMachine:m"}""",
        "ValidationException: RoleArn is required for target arn:aws:states:us-east-1:123456789012:stateMachine:m.")]
    [InlineData("""{"Id":"t","Arn":"arn:aws:events:us-east-1:123456789012:event-bus/b","InputPath":"$.detail"}""",
        "ValidationException: Modifying the input for target t is not supported.")]
    [InlineData("""{"Id":"t","Arn":"arn:aws:events:eu-west-1:123456789012:event-bus/b"}""",
        "NotImplementedException: not supported by Onboarding.LocalAws: an event bus of another account or region in "
        + "EventBridge PutTargets. COMPAT.md lists what is.")]
    [InlineData("""{"Id":"t","Arn":"arn:aws:events:us-east-1:123456789012:api-destination/a/1"}""",
        "NotImplementedException: not supported by Onboarding.LocalAws: an API destination in EventBridge PutTargets. "
        + "COMPAT.md lists what is.")]
    [InlineData("""{"Id":"t","Arn":"arn:aws:sns:us-east-1:123456789012:topic"}""",
        "NotImplementedException: not supported by Onboarding.LocalAws: a target of 'sns' in EventBridge PutTargets. "
        + "COMPAT.md lists what is.")]
    public async Task Refuses_a_target(string target, string fault)
    {
        await _host.EventsOkAsync("PutRule", $$"""{"Name":"r","EventPattern":"{{Pattern}}"}""");
        Assert.Equal(
            fault, await _host.EventsFaultAsync("PutTargets", """{"Rule":"r","Targets":[""" + target + "]}"));
    }

    /// <summary>API_RemoveTargets: 1 to 100 ids, each as PutTargets takes it. The texts are inferred.</summary>
    [Theory]
    [InlineData("", "Value '0' at 'ids' failed to satisfy constraint: "
        + "Member must have length greater than or equal to 1")]
    [InlineData("\"a\",\"b b\"", @"Value 'b b' at 'ids.2.member' failed to satisfy constraint: "
        + @"Member must satisfy regular expression pattern: [\.\-_A-Za-z0-9]+")]
    public async Task Refuses_ids_to_remove(string ids, string fault)
    {
        await _host.EventsOkAsync("PutRule", """{"Name":"r","EventPattern":"{\"source\":[\"s\"]}"}""");
        Assert.Equal(
            "ValidationException: 1 validation error detected: " + fault,
            await _host.EventsFaultAsync("RemoveTargets", """{"Rule":"r","Ids":[""" + ids + "]}"));
        var tooMany = string.Join(',', Enumerable.Range(0, 101).Select(i => $"\"t{i}\""));
        Assert.EndsWith(
            "Value '101' at 'ids' failed to satisfy constraint: Member must have length less than or equal to 100",
            await _host.EventsFaultAsync("RemoveTargets", """{"Rule":"r","Ids":[""" + tooMany + "]}"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Has_at_most_five_targets()
    {
        await _host.EventsOkAsync("PutRule", $$"""{"Name":"r","EventPattern":"{{Pattern}}"}""");
        var six = string.Join(',', Enumerable.Range(1, 6).Select(i =>
            $$"""{"Id":"{{i}}","Arn":"{{EventBridgeHost.QueueArn}}q"}"""));
        Assert.Equal(
            "LimitExceededException: The requested resource exceeds the maximum number allowed.",
            await _host.EventsFaultAsync("PutTargets", """{"Rule":"r","Targets":[""" + six + "]}"));
    }

    [Fact]
    public async Task Returns_the_settings_of_its_targets()
    {
        await _host.RouteAsync(EventBridgeHost.FunctionArn + "f", """
            ,"InputPath":"$.detail","RetryPolicy":{"MaximumRetryAttempts":3,"MaximumEventAgeInSeconds":600},
            "DeadLetterConfig":{"Arn":"arn:aws:sqs:us-east-1:123456789012:dead"}
            """);
        var targets = await _host.EventsOkAsync("ListTargetsByRule", """{"Rule":"all"}""");
        Assert.Equal(
            """
            {"Targets":[{"Id":"t","Arn":"arn:aws:lambda:us-east-1:123456789012:function:f","InputPath":"$.detail",
            "DeadLetterConfig":{"Arn":"arn:aws:sqs:us-east-1:123456789012:dead"},
            "RetryPolicy":{"MaximumRetryAttempts":3,"MaximumEventAgeInSeconds":600}}]}
            """.ReplaceLineEndings(""),
            targets.GetRawText());
    }

    [Fact]
    public async Task Returns_the_message_group_of_a_target()
    {
        await _host.RouteAsync(EventBridgeHost.QueueArn + "q.fifo", ""","SqsParameters":{"MessageGroupId":"g"}""");
        var targets = await _host.EventsOkAsync("ListTargetsByRule", """{"Rule":"all"}""");
        Assert.Equal(
            """{"MessageGroupId":"g"}""", targets.GetProperty("Targets")[0].GetProperty("SqsParameters").GetRawText());
    }

    [Theory]
    [InlineData("shop", true)]
    [InlineData("other", false)]
    public async Task Tests_a_pattern_without_sending(string source, bool matches)
    {
        var answer = await _host.EventsOkAsync("TestEventPattern", PatternAnd(Candidate(source)));
        Assert.Equal(matches, answer.GetProperty("Result").GetBoolean());
    }

    [Fact]
    public async Task Tests_a_pattern_on_an_event_without_resources()
    {
        var candidate = Candidate("shop");
        Assert.True(candidate.Remove("resources"));
        var answer = await _host.EventsOkAsync("TestEventPattern", PatternAnd(candidate));
        Assert.True(answer.GetProperty("Result").GetBoolean());
    }

    /// <summary>
    /// Documented(https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_TestEventPattern.html); the text is
    /// inferred.
    /// </summary>
    [Theory]
    [InlineData("id")]
    [InlineData("account")]
    [InlineData("source")]
    [InlineData("time")]
    [InlineData("region")]
    [InlineData("detail-type")]
    public async Task Tests_no_pattern_on_an_event_without(string member)
    {
        var candidate = Candidate("shop");
        Assert.True(candidate.Remove(member));
        Assert.Contains(
            $"{member} is a required field.",
            await _host.EventsFaultAsync("TestEventPattern", PatternAnd(candidate)),
            StringComparison.Ordinal);
    }

    private static JsonObject Candidate(string source) => new()
    {
        ["id"] = "1",
        ["account"] = "1",
        ["source"] = source,
        ["time"] = "t",
        ["region"] = "r",
        ["resources"] = new JsonArray(),
        ["detail-type"] = "d",
    };

    private static string PatternAnd(JsonObject candidate) => new JsonObject
    {
        ["EventPattern"] = """{"source":["shop"]}""",
        ["Event"] = candidate.ToJsonString(),
    }.ToJsonString();
}

using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Provisioning;
using Onboarding.LocalAws.Tests.EventBridge;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Tests.Lambda;
using Onboarding.LocalAws.Tests.Sqs;
using Onboarding.LocalAws.Tests.Template;

namespace Onboarding.LocalAws.Tests.Provisioning;

public sealed class EventProvisionerTests
{
    private const string Stack = """
        Transform: AWS::Serverless-2016-10-31
        Resources:
          Bus:
            Type: AWS::Events::EventBus
            Properties: {Name: !Sub "${AWS::StackName}-bus"}
          Dead:
            Type: AWS::SQS::Queue
          DeadPolicy:
            Type: AWS::SQS::QueuePolicy
            Properties: {Queues: [!Ref Dead], PolicyDocument: {Statement: []}}
          Audit:
            Type: AWS::Events::Rule
            Properties:
              EventBusName: !Ref Bus
              EventPattern: {source: [{prefix: shop}], detail: {price: [{numeric: [">", 10.5]}]}}
              State: DISABLED
              Targets:
                - {Id: audit, Arn: !GetAtt Dead.Arn, InputPath: $.detail, RoleArn: "arn:role"}
          F:
            Type: AWS::Serverless::Function
            Properties:
              Handler: F
              Runtime: provided.al2023
              CodeUri: out/
              Events:
                SignUp:
                  Type: EventBridgeRule
                  Properties:
                    EventBusName: !Ref Bus
                    Pattern: {source: [shop], detail-type: [signup]}
                    RetryPolicy: {MaximumRetryAttempts: 3, MaximumEventAgeInSeconds: 3600}
                    DeadLetterConfig: {Arn: !GetAtt Dead.Arn}
        Outputs:
          Bus: {Value: !GetAtt Bus.Arn}
          Rule: {Value: !Ref Audit}
          RuleArn: {Value: !GetAtt Audit.Arn}
        """;

    private const string ScheduledStack = """
        Transform: AWS::Serverless-2016-10-31
        Resources:
          Daily:
            Type: AWS::Events::Rule
            Properties:
              Name: daily
              ScheduleExpression: cron(0 3 * * ? *)
              State: DISABLED
              RoleArn: arn:aws:iam::123456789012:role/r
              Tags: [{Key: k, Value: v}]
              Targets:
                - Id: q
                  Arn: arn:aws:sqs:us-east-1:123456789012:q
                  InputTransformer: {InputPathsMap: {at: $.time}, InputTemplate: '{"at": <at>}'}
          Kept:
            Type: AWS::Events::Archive
            Properties:
              ArchiveName: kept
              SourceArn: arn:aws:events:us-east-1:123456789012:event-bus/default
              EventPattern: {source: [shop]}
              RetentionDays: 7
          F:
            Type: AWS::Serverless::Function
            Properties:
              Handler: F
              Runtime: provided.al2023
              CodeUri: out/
              Events:
                Sweep:
                  Type: Schedule
                  Properties: {Name: sweep, Schedule: rate(5 minutes), Enabled: false, Input: '{}'}
                Old: {Type: CloudWatchEvent, Properties: {Pattern: {source: [shop]}, InputPath: $.detail}}
        Outputs:
          Archive: {Value: !Ref Kept}
          ArchiveArn: {Value: !GetAtt Kept.Arn}
        """;

    [Fact]
    public async Task A_template_yields_a_bus_with_rules_and_an_event_reaches_the_function()
    {
        var received = new TaskCompletionSource<string>();
        await using var host = await TestHost.StartAsync(new LocalAwsOptions
        {
            Functions = LambdaHost.Serving(e =>
            {
                received.TrySetResult(e.Payload);
                return "null";
            }),
        });
        var file = new FileInfo(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".yaml"));
        await File.WriteAllTextAsync(file.FullName, Stack);
        var stack = await new StackDeployment(new StackOptions(file), new Uri(host.Url), host.Services.All)
            .RunAsync(CancellationToken.None);
        file.Delete();
        Assert.Equal("arn:aws:events:us-east-1:123456789012:event-bus/onboarding-bus", stack.Outputs["Bus"]);
        Assert.Equal("onboarding-bus|onboarding-Audit", stack.Outputs["Rule"]);
        Assert.Equal(
            "arn:aws:events:us-east-1:123456789012:rule/onboarding-bus/onboarding-Audit", stack.Outputs["RuleArn"]);
        Assert.Contains("DeadPolicy (AWS::SQS::QueuePolicy)", stack.CloudOnly);
        await host.PutEventAsync("""{"price":12}""", ""","EventBusName":"onboarding-bus" """);
        Assert.Contains("\"detail-type\":\"signup\"", await received.Task, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_that_is_there_gets_the_templates_settings_and_keeps_what_the_template_leaves_open()
    {
        const string template = """
            Resources:
              Rule:
                Type: AWS::Events::Rule
                Properties:
                  Name: r
                  EventPattern: {source: [before]}
                  Targets: [{Id: before, Arn: "arn:aws:sqs:us-east-1:123456789012:q"}]
            """;
        await using var host = await TestHost.StartAsync();
        await host.DeployAsync(template);
        await host.EventsOkAsync("DisableRule", """{"Name":"r"}""");
        var four = string.Join(',', Enumerable.Range(1, 4).Select(i =>
            $$"""{"Id":"{{i}}","Arn":"{{EventBridgeHost.QueueArn}}q"}"""));
        await host.EventsOkAsync("PutTargets", $$"""{"Rule":"r","Targets":[{{four}}]}""");

        await host.DeployAsync(template.Replace("before", "after", StringComparison.Ordinal));
        var rule = await host.EventsOkAsync("DescribeRule", """{"Name":"r"}""");
        Assert.Equal("""{"source":["after"]}""", rule.GetProperty("EventPattern").GetString());
        Assert.Equal("DISABLED", rule.GetProperty("State").GetString());
        var targets = await host.EventsOkAsync("ListTargetsByRule", """{"Rule":"r"}""");
        Assert.Equal(
            "after", Assert.Single(targets.GetProperty("Targets").EnumerateArray()).GetProperty("Id").GetString());
    }

    [Fact]
    public async Task A_rule_that_the_template_no_longer_has_is_named_in_the_log()
    {
        const string template = """
            Resources:
              Before:
                Type: AWS::Events::Rule
                Properties: {EventPattern: {source: [s]}}
            """;
        using var log = new LogLines();
        await using var host = await TestHost.StartAsync(new LocalAwsOptions { Logging = log });
        await host.EventsOkAsync("PutRule", """{"Name":"by-hand","EventPattern":"{\"source\":[\"s\"]}"}""");
        await host.DeployAsync(template);
        Assert.Empty(log.All);
        await host.DeployAsync(template.Replace("Before", "After", StringComparison.Ordinal));
        Assert.Equal(
            "The rule onboarding-Before of the bus default is not in the template and goes on delivering; "
            + "RemoveTargets and DeleteRule end that, as does another data folder",
            Assert.Single(log.All));
    }

    [Fact]
    public async Task A_rule_and_its_targets_go_over_the_wire_with_every_setting()
    {
        await using var aws = await RecordingAws.StartAsync((operation, body) => operation switch
        {
            "AWSEvents.CreateEventBus" => (400, """{"__type":"ResourceAlreadyExistsException"}"""),
            "AWSEvents.PutRule" => (200, """{"RuleArn":"arn:rule"}"""),
            "AWSEvents.PutTargets" => (200, """{"FailedEntryCount":0,"FailedEntries":[]}"""),
            _ => RecordingAws.Answer(operation, body),
        });
        await aws.DeployAsync(Stack);
        Assert.Contains("""CreateEventBus {"Name":"onboarding-bus"}""", aws.Calls);
        Assert.Contains("""
            PutRule {"Name":"onboarding-Audit","EventPattern":"{\"source\":[{\"prefix\":\"shop\"}],
            \"detail\":{\"price\":[{\"numeric\":[\">\",10.5]}]}}","EventBusName":"onboarding-bus","State":"DISABLED"}
            """.ReplaceLineEndings(""), aws.Calls);
        Assert.Contains("""
            PutTargets {"Rule":"onboarding-FSignUp","EventBusName":"onboarding-bus",
            "Targets":[{"Id":"FSignUpLambdaTarget","Arn":"arn:aws:lambda:us-east-1:123456789012:function:onboarding-F",
            "RetryPolicy":{"MaximumRetryAttempts":3,"MaximumEventAgeInSeconds":3600},
            "DeadLetterConfig":{"Arn":"arn:aws:sqs:us-east-1:123456789012:onboarding-Dead"}}]}
            """.ReplaceLineEndings(""), aws.Calls);
    }

    [Fact]
    public async Task Schedules_archives_and_transformers_of_a_template_are_there()
    {
        await using var host = await TestHost.StartAsync(
            new LocalAwsOptions { Functions = LambdaHost.Serving(_ => "null") });
        var stack = await host.DeployAsync(ScheduledStack);
        Assert.Equal("kept", stack.Outputs["Archive"]);
        Assert.Equal("arn:aws:events:us-east-1:123456789012:archive/kept", stack.Outputs["ArchiveArn"]);
        await host.DeployAsync(
            ScheduledStack.Replace("RetentionDays: 7", "RetentionDays: 8", StringComparison.Ordinal));
        var archive = await host.EventsOkAsync("DescribeArchive", """{"ArchiveName":"kept"}""");
        Assert.Equal(8, archive.GetProperty("RetentionDays").GetInt32());
        var daily = await host.EventsOkAsync("DescribeRule", """{"Name":"daily"}""");
        Assert.Equal(
            ("cron(0 3 * * ? *)", "DISABLED", "arn:aws:iam::123456789012:role/r"),
            (daily.Text("ScheduleExpression"), daily.Text("State"), daily.Text("RoleArn")));
        var targets = await host.EventsOkAsync("ListTargetsByRule", """{"Rule":"daily"}""");
        Assert.Equal(
            """{"InputPathsMap":{"at":"$.time"},"InputTemplate":"{\"at\": <at>}"}""",
            targets.GetProperty("Targets")[0].GetProperty("InputTransformer").GetRawText());
        var sweep = await host.EventsOkAsync("DescribeRule", """{"Name":"sweep"}""");
        Assert.Equal(
            ("rate(5 minutes)", "DISABLED"), (sweep.Text("ScheduleExpression"), sweep.Text("State")));
        var ofSweep = await host.EventsOkAsync("ListTargetsByRule", """{"Rule":"sweep"}""");
        Assert.Equal(
            """
            {"Targets":[{"Id":"FSweepLambdaTarget",
            "Arn":"arn:aws:lambda:us-east-1:123456789012:function:onboarding-F","Input":"{}"}]}
            """.ReplaceLineEndings(""),
            ofSweep.GetRawText());
        var old = await host.EventsOkAsync("ListTargetsByRule", """{"Rule":"onboarding-FOld"}""");
        Assert.Equal("$.detail", old.GetProperty("Targets")[0].Text("InputPath"));

        var moved = await Assert.ThrowsAsync<LocalAwsException>(() => host.DeployAsync(
            ScheduledStack.Replace("event-bus/default", "event-bus/none", StringComparison.Ordinal)));
        Assert.Contains("Event bus none does not exist", moved.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AWS::Scheduler::Schedule")]
    [InlineData("AWS::Pipes::Pipe")]
    [InlineData("AWS::Events::Connection")]
    [InlineData("AWS::Events::ApiDestination")]
    public void What_EventBridge_has_beside_buses_is_refused_by_name(string type)
    {
        var faults = Templates.Faults($"Resources:\n  R:\n    Type: {type}\n");
        Assert.Contains(
            $"Resource type '{type}' is not supported by Onboarding.LocalAws.",
            Assert.Single(faults),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_target_that_fails_is_a_failure_of_the_rule()
    {
        await using var aws = await RecordingAws.StartAsync((operation, body) => operation switch
        {
            "AWSEvents.PutRule" => (200, """{"RuleArn":"arn:rule"}"""),
            "AWSEvents.PutTargets" => (200, """{"FailedEntryCount":1,"FailedEntries":[{"TargetId":"t"}]}"""),
            _ => RecordingAws.Answer(operation, body),
        });
        var failure = await Assert.ThrowsAsync<ProvisioningException>(() => aws.DeployAsync(Stack));
        Assert.Contains(
            "FSignUp (AWS::Events::Rule) was not created: PutTargets:", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Properties: {EventPattern: {source: []}}", "EventPattern: Empty arrays are not allowed")]
    [InlineData("Properties: {EventPattern: text}", "AWS::Events::Rule.EventPattern must be a map.")]
    [InlineData(
        "Properties: {EventPattern: {source: [!Ref Nothing]}}",
        "'Nothing' is neither a parameter nor a resource of this template.")]
    [InlineData("Properties: {Description: none}", "AWS::Events::Rule needs 'EventPattern' or 'ScheduleExpression'.")]
    [InlineData("Properties: {ScheduleExpression: rate(1 days)}",
        "ScheduleExpression 'rate(1 days)' is neither rate(value unit) nor cron(fields).")]
    [InlineData("Properties: {ScheduleExpression: rate(1 day), EventBusName: b}",
        "ScheduleExpression is supported only on the default event bus.")]
    [InlineData("Properties: {EventPattern: {source: [s]}, Targets: [{Id: t, Arn: a, InputTransformer: {}}]}",
        "AWS::Events::Rule.Targets.InputTransformer needs 'InputTemplate'.")]
    [InlineData(
        "Properties: {EventPattern: {source: [s]}, "
        + "Targets: [{Id: t, Arn: a, RetryPolicy: {MaximumRetryAttempts: 186}}]}",
        "AWS::Events::Rule.Targets.RetryPolicy.MaximumRetryAttempts must be between 0 and 185, not 186.")]
    public void A_rule_that_cannot_be_played_is_a_fault_of_the_template(string properties, string fault)
    {
        var faults = Templates.Faults($"Resources:\n  R:\n    Type: AWS::Events::Rule\n    {properties}\n");
        Assert.Contains(fault, Assert.Single(faults), StringComparison.Ordinal);
    }
}

using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Tests.Kernel.Journal;
using Onboarding.LocalAws.Tests.StepFunctions;

namespace Onboarding.LocalAws.Tests.Provisioning;

/// <summary>
/// State machines of a template. Documented(
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-stepfunctions-statemachine.html,
/// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-statemachine.html).
/// </summary>
public sealed class StateMachineTests
{
    private const string Head = """
        AWSTemplateFormatVersion: '2010-09-09'
        Transform: AWS::Serverless-2016-10-31
        Resources:

        """;

    [Fact]
    public async Task A_definition_in_the_template_runs()
    {
        await using var host = await TestHost.StartAsync();
        var stack = await host.DeployAsync(Head + """
              Flow:
                Type: AWS::Serverless::StateMachine
                Properties:
                  Type: EXPRESS
                  Definition:
                    StartAt: A
                    States:
                      A: { Type: Pass, Result: { n: 1, word: "${Word}" }, End: true }
                  DefinitionSubstitutions: { Word: !Sub "hello ${AWS::Region}" }
                  Tags: { a: b }
                  Policies: []
            Outputs:
              Arn: { Value: !Ref Flow }
              Name: { Value: !GetAtt Flow.Name }
            """);
        Assert.Equal(StatesHost.MachineArn + "onboarding-Flow", stack.Outputs["Arn"]);
        Assert.Equal("onboarding-Flow", stack.Outputs["Name"]);
        var ended = await host.StatesOkAsync("StartSyncExecution", new { stateMachineArn = stack.Outputs["Arn"] });
        Assert.Equal("""{"n":1,"word":"hello us-east-1"}""", ended.GetProperty("output").GetString());
    }

    [Fact]
    public async Task A_definition_beside_the_template_runs_and_its_faults_name_their_place()
    {
        using var folder = new DataFolder();
        Directory.CreateDirectory(folder.Path);
        var file = Path.Combine(folder.Path, "flow.asl.yaml");
        var template = Path.Combine(folder.Path, "template.yaml");
        await File.WriteAllTextAsync(template, Head + """
              Flow:
                Type: AWS::Serverless::StateMachine
                Properties: { DefinitionUri: flow.asl.yaml, Name: flow }
            """);
        await File.WriteAllTextAsync(file, "StartAt: A\nStates:\n  A: { Type: Pass, ResultPath: null, End: true }\n");
        await using (var host = await LocalAwsHost.StartAsync(new LocalAwsOptions { Port = 0 }))
        {
            var stack = await host.DeployAsync(new StackOptions(new FileInfo(template)));
            Assert.Equal(StatesHost.MachineArn + "flow", stack.PhysicalIds["Flow"]);
        }

        await File.WriteAllTextAsync(file, "StartAt: A\nStates:\n  A: { Type: Pass, Next: B }\n");
        await using var next = await LocalAwsHost.StartAsync(new LocalAwsOptions { Port = 0 });
        var fault = await Assert.ThrowsAsync<LocalAwsException>(
            () => next.DeployAsync(new StackOptions(new FileInfo(template))));
        Assert.Contains("flow.asl.yaml:3:", fault.Message, StringComparison.Ordinal);
        Assert.Contains("/States/A", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Next: Nowhere", ":12:", "/States/A b/c/Next")]
    [InlineData(
        "Resource: 'arn:aws:states:::batch:submitJob', Type: Task, End: true", ":12:", "/States/A b/c/Resource")]
    [InlineData("QueryLanguage: JSONata, End: true", ":12:", "JSONata")]
    public async Task A_fault_names_the_states_path_and_its_line(string state, string line, string path)
    {
        await using var host = await TestHost.StartAsync();
        var fault = await Assert.ThrowsAsync<LocalAwsException>(() => host.DeployAsync(Head + $$"""
              Flow:
                Type: AWS::StepFunctions::StateMachine
                Properties:
                  RoleArn: arn:aws:iam::123456789012:role/r
                  Definition:
                    StartAt: A b/c
                    States:

                      A b/c: { {{(state.Contains("Type", StringComparison.Ordinal) ? "" : "Type: Pass, ")}}{{state}} }
            """));
        Assert.Contains(line, fault.Message, StringComparison.Ordinal);
        Assert.Contains(path, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_start_updates_what_the_data_folder_has_kept()
    {
        using var folder = new DataFolder();
        var options = new LocalAwsOptions { DataFolder = new DirectoryInfo(folder.Path) };
        string executionArn;
        await using (var host = await TestHost.StartAsync(options))
        {
            var stack = await host.DeployAsync(Machine("1", "STANDARD"));
            executionArn = await host.StartAsync(stack.Outputs["Arn"]);
            await host.EndedAsync(executionArn);
        }

        await using (var next = await TestHost.StartAsync(options))
        {
            var stack = await next.DeployAsync(Machine("2", "STANDARD"));
            var stateMachineArn = stack.Outputs["Arn"];
            var described = await next.StatesOkAsync("DescribeStateMachine", new { stateMachineArn });
            Assert.Contains("\"Result\":2", described.GetProperty("definition").GetString(), StringComparison.Ordinal);
            var ended = await next.StatesOkAsync("DescribeExecution", new { executionArn });
            Assert.Equal("1", ended.GetProperty("output").GetString());
        }

        await using var last = await TestHost.StartAsync(options);
        var fault = await Assert.ThrowsAsync<LocalAwsException>(() => last.DeployAsync(Machine("2", "EXPRESS")));
        Assert.Contains("the type of a state machine cannot change", fault.Message, StringComparison.Ordinal);
    }

    private static string Machine(string result, string type) => Head + $$"""
          Flow:
            Type: AWS::StepFunctions::StateMachine
            Properties:
              RoleArn: arn:aws:iam::123456789012:role/r
              StateMachineType: {{type}}
              Definition:
                StartAt: A
                States:
                  A: { Type: Pass, Result: {{result}}, End: true }
              Tags: [{ Key: a, Value: b }]
        Outputs:
          Arn: { Value: !Ref Flow }
        """;
}

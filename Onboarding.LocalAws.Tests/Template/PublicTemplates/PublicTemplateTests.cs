using Onboarding.LocalAws.Hosting;

namespace Onboarding.LocalAws.Tests.Template.PublicTemplates;

/// <summary>
/// The kinds of SAM templates that are published, reduced: each runs, which one event through it proves, or is refused
/// with file and line. What has no effect here is listed; nothing is dropped in silence.
/// </summary>
public sealed class PublicTemplateTests
{
    private const string Unsupported = "is not supported by Onboarding.LocalAws.";

    private static readonly Dictionary<string, string[]> Refused = new(StringComparer.Ordinal)
    {
        ["hello-world-dotnet"] =
        [
            $"18:17: Event type 'Api' {Unsupported}",
            "22:12: 'ServerlessRestApi' is neither a parameter nor a resource of this template.",
        ],
        ["thumbnails-dotnet"] =
        [
            $"7:7: AWS::S3::Bucket: property 'VersioningConfiguration' {Unsupported}",
            "15:11: 'AWSLambdaBasicExecutionRole' is a managed policy, which is not supported by Onboarding.LocalAws: "
                + "write the Statement that it stands for.",
            "16:11: 'S3ReadPolicy' is a policy template of SAM, which is not supported by Onboarding.LocalAws: "
                + "write the Statement that it stands for.",
            $"19:17: Event type 'S3' {Unsupported}",
        ],
        ["nightly-report-dotnet"] =
        [
            "12:21: Dynamic references ({{resolve:…}}) are not supported by Onboarding.LocalAws: use a parameter.",
            "13:22: Dynamic references ({{resolve:…}}) are not supported by Onboarding.LocalAws: use a parameter.",
            "19:17: Event type 'ScheduleV2' is EventBridge Scheduler, which is not supported by Onboarding.LocalAws; "
                + "'Schedule' makes a rule of the default bus.",
        ],
        ["platform-features-dotnet"] =
        [
            "2:13: The only supported Transform is AWS::Serverless-2016-10-31.",
            $"3:1: Section 'Rules' {Unsupported}",
            $"7:3: Globals: 'Api' {Unsupported}",
            $"9:5: Globals.Function: property 'VpcConfig' {Unsupported}",
            $"9:5: AWS::Serverless::Function: property 'VpcConfig' {Unsupported}",
            $"13:5: Resource 'Quick': 'Connectors' {Unsupported}",
            $"18:7: AWS::Serverless::Function: property 'AutoPublishAlias' {Unsupported}",
            $"19:7: AWS::Serverless::Function: property 'DeploymentPreference' {Unsupported}",
            $"20:7: AWS::Serverless::Function: property 'FunctionUrlConfig' {Unsupported}",
            $"21:7: AWS::Serverless::Function: property 'Layers' {Unsupported}",
            $"22:7: AWS::Serverless::Function: property 'ProvisionedConcurrencyConfig' {Unsupported}",
            $"23:7: AWS::Serverless::Function: property 'Role' {Unsupported}",
            $"24:7: AWS::Serverless::Function: property 'SnapStart' {Unsupported}",
            "28:23: Event 'Get': Properties must be a map.",
        ],
        ["stock-trader-python"] = [$"9:7: AWS::Serverless::StateMachine: property 'Events' {Unsupported}"],
        ["clickstream-python"] =
        [
            $"5:11: Resource type 'AWS::Kinesis::Stream' {Unsupported}",
            $"15:17: Event type 'Kinesis' {Unsupported}",
        ],
        ["nested-shop-nodejs"] =
        [
            $"5:11: Resource type 'AWS::Serverless::Application' {Unsupported}",
            $"11:11: Resource type 'AWS::CloudFormation::Stack' {Unsupported}",
        ],
        ["topic-subscriber-nodejs"] =
        [
            $"7:7: AWS::SNS::Topic: property 'Subscription' {Unsupported}",
            $"11:7: AWS::Serverless::Function: property 'InlineCode' {Unsupported}",
            "11:7: AWS::Serverless::Function needs 'CodeUri'.",
            $"16:17: Event type 'SNS' {Unsupported}",
            "19:28: Output 'News': 'Exports' is not one of Condition, Description, Export, Value.",
        ],
    };

    private static readonly Dictionary<string, PublicTemplate> Running = new(StringComparer.Ordinal)
    {
        ["http-api-dotnet"] = new("Greet", Events.GreetAsync)
        {
            CloudOnly = ["Template: Metadata", "Greet: Architectures", "Greet: Metadata"],
        },
        ["web-store-dotnet"] = new("PutItem", Events.StoreAsync)
        {
            CloudOnly = ["Pictures: BucketEncryption", "Pictures: DeletionPolicy", "Pictures: UpdateReplacePolicy"],
        },
        ["queue-worker-dotnet"] = new("Worker", Events.QueueAsync),
        ["bus-consumer-dotnet"] = new("Ship", Events.PublishAsync),
        ["members-api-nodejs"] = new("Profile", Events.SignInAsync),
        ["stream-processor-python"] = new("Count", Events.VoteAsync) { CloudOnly = ["Count: Tracing"] },
    };

    public static TheoryData<string> RefusedNames => [.. Refused.Keys];

    public static TheoryData<string> RunningNames => [.. Running.Keys];

    [Fact]
    public void Every_template_has_one_outcome_and_half_of_them_are_of_dotnet()
    {
        var files = Directory.GetFiles(PublicTemplate.Folder, "*.yaml").Select(Path.GetFileNameWithoutExtension);
        var names = Refused.Keys.Concat(Running.Keys).ToList();
        Assert.Equal(names.Order(StringComparer.Ordinal), files.Order(StringComparer.Ordinal));
        Assert.True(names.Count >= 10);
        Assert.True(names.Count(name => name.EndsWith("-dotnet", StringComparison.Ordinal)) * 2 >= names.Count);
    }

    [Theory, MemberData(nameof(RunningNames))]
    public Task Runs(string name) => Running[name].RunAsync(name);

    [Theory, MemberData(nameof(RefusedNames))]
    public async Task Is_refused_with_file_and_line(string name)
    {
        var refusal = await Assert.ThrowsAsync<LocalAwsException>(() => LocalAwsHost.StartAsync(o =>
        {
            o.Template = PublicTemplate.PathOf(name);
            o.Functions.Others = OtherFunctions.External;
        }));
        var file = Path.GetRelativePath(Environment.CurrentDirectory, PublicTemplate.PathOf(name));
        // What is supported instead grows with the emulator.
        var faults = refusal.Message.Split('\n').Select(line => line.Split(" Supported: ")[0]);
        Assert.True(Refused[name].Select(fault => $"{file}:{fault}").SequenceEqual(faults), refusal.Message);
    }

    [Theory]
    [InlineData(OtherFunctions.Refuse)]
    [InlineData(OtherFunctions.BuildOutput)]
    public async Task A_class_library_is_refused_with_the_lines_that_make_it_an_executable(OtherFunctions others)
    {
        var refusal = await Assert.ThrowsAsync<LocalAwsException>(() => LocalAwsHost.StartAsync(o =>
        {
            o.Template = PublicTemplate.PathOf("http-api-dotnet");
            o.Functions.Others = others;
        }));
        Assert.Matches(@"http-api-dotnet\.yaml:22:16: Greet \(AWS::Serverless::Function\) was not", refusal.Message);
        string[] lines =
        [
            "'Greet::Greet.Function+Inner::HandleAsync' is a method of a class library",
            "  Greet.csproj: <OutputType>Exe</OutputType>\n",
            "  Program.cs: return await LambdaRuntime.RunAsync("
                + "LambdaRuntime.Json<TEvent, TResponse>(new Greet.Function.Inner().HandleAsync));\n",
            "  template: Handler: Greet\n",
            "Functions.Add(\"Greet\", LambdaRuntime.Json<TEvent, TResponse>(new Greet.Function.Inner().HandleAsync))",
        ];
        Assert.All(lines, line => Assert.Contains(line, refusal.Message, StringComparison.Ordinal));
    }
}

using System.Diagnostics;
using Onboarding.AppHost.Graph;
using Onboarding.IntegrationTests.Identity;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Traces;

/// <summary>
/// The host's span of an invocation and the function's own have one shape at every door and in every mode: names,
/// kinds, attributes, parents. Child processes are compared in <see cref="DashboardProcessTests"/>.
/// </summary>
public sealed class DoorShapeTests
{
    /// <summary>By it the spans of this stack are told from those of stacks in other tests.</summary>
    private const string Account = "424242424242";

    private const string Event =
        """
        {"version":"2.0","routeKey":"GET /me","rawPath":"/me","rawQueryString":"","headers":{},
        "requestContext":{"http":{"method":"GET","path":"/me"}},"isBase64Encoded":false}
        """;

    private const string Invoke =
        "Client faas.invocation_id faas.invoked_name faas.invoked_provider faas.invoked_region";

    private const string Function =
        "Server aws.lambda.invoked_arn cloud.account.id cloud.resource_id faas.coldstart faas.invocation_id "
        + "faas.trigger";

    [Theory]
    [InlineData("InProcess")]
    [InlineData("External")]
    public async Task Every_door_gives_the_same_two_spans(string mode)
    {
        using var template = new ShapeTemplate();
        var stack = await RunningStack.StartAsync(new OnboardingOptions
        {
            AccountId = Account,
            Template = template.File,
            Functions = Enum.Parse<FunctionHostingMode>(mode),
        });
        List<AttachedRuntime> runtimes = [];
        try
        {
            foreach (var function in mode == "External" ? await stack.FunctionNamesAsync() : [])
            {
                runtimes.Add(await AttachedRuntime.StartAsync(stack, function));
            }

            await UseEveryDoorAsync(stack);

            (string Door, string Function, string Trigger)[] doors =
            [
                ("authorizer", "AuthorizeApiKey", "http"), ("route", "Register", "http"),
                ("stream mapping", "Enrich", "datasource"), ("stream mapping", "Provision", "datasource"),
                ("Cognito trigger", "PostConfirmation", "other"), ("direct Invoke", "GetMe", "http"),
                ("rule target", "Login", "http"), ("queue mapping", "UpdateMe", "other"),
            ];
            foreach (var door in doors)
            {
                await AssertShapeAsync(stack, door.Door, $"onboarding-{door.Function}Function", door.Trigger);
            }
        }
        finally
        {
            await Task.WhenAll(runtimes.Select(runtime => runtime.DisposeAsync().AsTask()));
            await stack.DisposeAsync();
        }
    }

    private static async Task UseEveryDoorAsync(RunningStack stack)
    {
        var userId = await stack.RegisteredAsync(
            new { email = "shape@example.com", name = "Shape", phone = "+442079460000" });
        await stack.ReachedAsync(userId, "completed");
        var pool = new UserPoolApi(stack);
        await pool.SignUpAsync("shape.pool@example.com");
        await pool.ConfirmAsync("shape.pool@example.com");
        await stack.InvokeAsync("onboarding-GetMeFunction", Event);
        await stack.CallAsync(
            "events", "AWSEvents.PutRule", new { Name = "shape", EventPattern = """{"source":["s"]}""" });
        var target = $"arn:aws:lambda:us-east-1:{Account}:function:onboarding-LoginFunction";
        await stack.CallAsync(
            "events",
            "AWSEvents.PutTargets",
            new { Rule = "shape", Targets = new[] { new { Id = "1", Arn = target, Input = Event } } });
        await stack.CallAsync(
            "events",
            "AWSEvents.PutEvents",
            new { Entries = new[] { new { Source = "s", DetailType = "t", Detail = "{}" } } });
        await stack.CallAsync(
            "sqs",
            "AmazonSQS.SendMessage",
            new
            {
                QueueUrl = $"{stack.Ready.EdgeUrl.GetLeftPart(UriPartial.Authority)}/{Account}/onboarding-ShapeQueue",
                MessageBody = "x",
            });
    }

    private static async Task AssertShapeAsync(RunningStack stack, string door, string name, string trigger)
    {
        var function = await stack.Spans.FoundAsync(
            span => span.Source.Name == name && (string?)span.GetTagItem("cloud.account.id") == Account
                && span.Kind == ActivityKind.Server,
            $"of {name} ({door})");
        var trace = stack.Spans.Of(function.TraceId);
        var invoke = Assert.Single(trace, span => span.SpanId == function.ParentSpanId);
        var shown = $"{door}: {SpanCollector.Describe(function)}";

        Assert.True(name == function.DisplayName, shown);
        Assert.True(Function == Shape(function, Function), $"{shown} {Shape(function, Function)}");
        Assert.True(trigger == (string?)function.GetTagItem("faas.trigger"), shown);
        Assert.Equal($"arn:aws:lambda:us-east-1:{Account}:function:{name}", function.GetTagItem("cloud.resource_id"));
        Assert.Equal($"invoke {name}", invoke.DisplayName);
        Assert.Equal("Onboarding.LocalAws", invoke.Source.Name);
        Assert.Equal(Invoke, Shape(invoke, Invoke));
        Assert.Equal(function.GetTagItem("faas.invocation_id"), invoke.GetTagItem("faas.invocation_id"));
        // No door leaves its invocation alone in a trace: in each it goes on with what asked for it.
        Assert.True(invoke.ParentSpanId != default, $"{door}: {SpanCollector.Describe(invoke)}");
    }

    /// <summary>What only one kind of event has comes beside the attributes that all have.</summary>
    private static string Shape(Activity span, string expected) =>
        $"{span.Kind} " + string.Join(
            ' ',
            span.TagObjects.Select(tag => tag.Key).Order(StringComparer.Ordinal).Intersect(expected.Split(' ')));

    /// <summary>The template, with a queue that invokes a function.</summary>
    private sealed class ShapeTemplate : IDisposable
    {
        private const string Queue = "  # Stream records that a function could not process";
        private const string Events = "      Events:\n        UpdateMe:\n";

        public ShapeTemplate()
        {
            var text = System.IO.File.ReadAllText(Path.Combine(RepositoryFolder.Root, "template.yaml"));
            Assert.Contains(Queue, text, StringComparison.Ordinal);
            Assert.Contains(Events, text, StringComparison.Ordinal);
            System.IO.File.WriteAllText(
                File.FullName,
                text.Replace(Queue, $"  ShapeQueue:\n    Type: AWS::SQS::Queue\n\n{Queue}", StringComparison.Ordinal)
                    .Replace(
                        Events,
                        """
                              Events:
                                Shape:
                                  Type: SQS
                                  Properties:
                                    Queue: !GetAtt ShapeQueue.Arn
                                UpdateMe:

                        """,
                        StringComparison.Ordinal));
        }

        public FileInfo File { get; } = new(Path.GetTempFileName());

        public void Dispose() => File.Delete();
    }
}

using System.Diagnostics;
using Onboarding.Functions.Tests.Events;
using Onboarding.Functions.Tests.Hosting;
using Onboarding.ServiceDefaults.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Trace;

namespace Onboarding.Functions.Tests.Telemetry;

public sealed class ServiceTelemetryTests
{
    [Fact]
    public void Makes_no_span_when_nobody_listens()
    {
        using var telemetry = ServiceTelemetry.Acquire(Environment("silent"));

        using var span = telemetry.Source.StartActivity("work");

        Assert.Null(span);
        Assert.False(telemetry.IsExporting);
        Assert.True(telemetry.FlushAsync(TimeSpan.FromSeconds(1)).IsCompletedSuccessfully);
    }

    [Fact]
    public void Two_instances_of_one_service_export_each_span_once()
    {
        List<Activity> spans = [];
        var options = new TelemetryOptions { ConfigureTracing = builder => builder.AddProcessor(new Recorder(spans)) };
        using var one = ServiceTelemetry.Acquire(Environment("twice"), options);
        using (var other = ServiceTelemetry.Acquire(Environment("twice"), options))
        {
            using (one.Source.StartActivity("from one"))
            using (other.Source.StartActivity("from the other"))
            {
            }
        }

        // The other is gone; the first still works.
        one.Source.StartActivity("still there")?.Dispose();

        Assert.Equal(["from the other", "from one", "still there"], spans.Select(span => span.DisplayName));
    }

    /// <summary>By service.instance.id Aspire's dashboard knows which of its resources sent a span.</summary>
    [Fact]
    public void The_resource_attributes_of_the_environment_are_the_services()
    {
        IReadOnlyDictionary<string, object> resource = new Dictionary<string, object>();
        var environment = new Dictionary<string, string>(Environment("attributes"))
        {
            ["OTEL_RESOURCE_ATTRIBUTES"] = "service.instance.id=abc, deployment.environment=my%20laptop,,nonsense",
        };
        var options = new TelemetryOptions
        {
            ConfigureTracing = builder => builder.AddProcessor(
                provider => new ResourceReader(attributes => resource = attributes)),
        };
        using var telemetry = ServiceTelemetry.Acquire(environment, options);

        telemetry.Source.StartActivity("work")?.Dispose();

        Assert.Equal("abc", resource["service.instance.id"]);
        Assert.Equal("my laptop", resource["deployment.environment"]);
        Assert.Equal("attributes", resource["service.name"]);
        Assert.DoesNotContain("nonsense", resource.Keys);
    }

    [Fact]
    public void Each_service_has_a_resource_of_its_own()
    {
        var resources = new Dictionary<string, IReadOnlyDictionary<string, object>>();
        TelemetryOptions Options(string name) => new()
        {
            ConfigureTracing = builder => builder.AddProcessor(
                provider => new ResourceReader(resource => resources[name] = resource)),
        };
        using var a = ServiceTelemetry.Acquire(Environment("service-a"), Options("a"));
        using var b = ServiceTelemetry.Acquire(Environment("service-b"), Options("b"));

        a.Source.StartActivity("work")?.Dispose();
        b.Source.StartActivity("work")?.Dispose();

        Assert.Equal("service-a", resources["a"]["service.name"]);
        Assert.Equal("service-b", resources["b"]["service.name"]);
        Assert.Equal("onboarding", resources["a"]["service.namespace"]);
        Assert.Equal("aws_lambda", resources["a"]["cloud.platform"]);
        Assert.Equal("us-east-1", resources["a"]["cloud.region"]);
        Assert.Equal(536_870_912L, resources["a"]["faas.max_memory"]);
    }

    [Fact]
    public async Task Sends_every_signal_of_an_invocation_before_it_asks_for_the_next()
    {
        await using var collector = await LocalServer.StartAsync(_ => new WireResponse(200, ""));
        await using var function = await FunctionUnderTest.StartAsync(
            "Register", _ => new WireResponse(200),
            new()
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Url,
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["OTEL_EXPORTER_OTLP_HEADERS"] = "x-otlp-api-key=abc",
            });
        var request = Samples.HttpRequest(
            "POST /register", """{"content-type":"application/json"}""",
            body: """{"email":"ada@example.com","name":"Ada","phone":"+442079460000"}""");

        await function.InvokeAsync(request);
        // The second event is handed out only when the function asks for it, which is after the flush.
        await function.InvokeAsync(request);

        var paths = collector.Requests.Select(sent => sent.Path).Distinct().ToArray();
        Assert.Equal(["/v1/logs", "/v1/metrics", "/v1/traces"], paths.Order());
        Assert.All(collector.Requests, sent => Assert.Equal("abc", sent.Headers["x-otlp-api-key"]));
        Assert.All(
            collector.Requests,
            sent => Assert.DoesNotContain("ada@example.com", sent.Body, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("http://127.0.0.1:4317", null, OtlpExportProtocol.Grpc)]
    [InlineData("http://127.0.0.1:4318", null, OtlpExportProtocol.HttpProtobuf)]
    [InlineData("http://127.0.0.1:4318", "grpc", OtlpExportProtocol.Grpc)]
    [InlineData("http://127.0.0.1:1", "http/protobuf", OtlpExportProtocol.HttpProtobuf)]
    public void Reads_where_to_send_from_the_given_environment(
        string endpoint, string? protocol, OtlpExportProtocol expected)
    {
        var environment = new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint,
            ["OTEL_EXPORTER_OTLP_HEADERS"] = "x-otlp-api-key=abc",
        };
        if (protocol is not null)
        {
            environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = protocol;
        }

        List<string> faults = [];

        var settings = OtlpSettings.Parse(environment, faults)!;

        Assert.Empty(faults);
        Assert.Equal(expected, settings.Protocol);
        Assert.Equal("x-otlp-api-key=abc", settings.Headers);
    }

    [Fact]
    public void Reads_how_soon_to_send_from_the_given_environment()
    {
        var environment = new Dictionary<string, string> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:4318" };
        List<string> faults = [];
        var usual = OtlpSettings.Parse(environment, faults)!;
        environment["OTEL_BSP_SCHEDULE_DELAY"] = "500";
        environment["OTEL_METRIC_EXPORT_INTERVAL"] = "2000";
        var soon = OtlpSettings.Parse(environment, faults)!;
        Assert.Empty(faults);
        environment["OTEL_METRIC_EXPORT_INTERVAL"] = "often";
        OtlpSettings.Parse(environment, faults);

        // Those of OpenTelemetry.
        Assert.Equal((TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(60)), (usual.SpanDelay, usual.MetricInterval));
        Assert.Equal((TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(2)), (soon.SpanDelay, soon.MetricInterval));
        Assert.Equal(["OTEL_METRIC_EXPORT_INTERVAL must be a number of milliseconds."], faults);
    }

    [Theory]
    [InlineData("not a url", null)]
    [InlineData("ftp://127.0.0.1", null)]
    [InlineData("http://127.0.0.1:4318", "http/json")]
    public void Refuses_a_wrong_setting(string endpoint, string? protocol)
    {
        var environment = new Dictionary<string, string> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint };
        if (protocol is not null)
        {
            environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = protocol;
        }

        Assert.Throws<ArgumentException>(() => ServiceTelemetry.Acquire(environment));
    }

    private static Dictionary<string, string> Environment(string service) => new()
    {
        ["OTEL_SERVICE_NAME"] = service,
        ["AWS_LAMBDA_FUNCTION_NAME"] = service,
        ["AWS_REGION"] = "us-east-1",
        ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = "512",
    };

    private sealed class Recorder(List<Activity> spans) : BaseProcessor<Activity>
    {
        public override void OnEnd(Activity data) => spans.Add(data);
    }

    private sealed class ResourceReader(Action<IReadOnlyDictionary<string, object>> read) : BaseProcessor<Activity>
    {
        public override void OnEnd(Activity data) =>
            read(ParentProvider.GetResource().Attributes.ToDictionary(pair => pair.Key, pair => pair.Value));
    }
}

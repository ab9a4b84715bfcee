using System.Diagnostics;
using System.Text.Json;
using Onboarding.Functions.Tests.Events;

namespace Onboarding.Functions.Tests.Hosting;

public sealed class BootstrapTests
{
    private static readonly string UnknownUser = Samples.HttpRequest(
        "GET /registrations/{userId}", pathParameters: """{"userId":"nonsense"}""");

    [Fact]
    public async Task Answers_one_event_after_the_other()
    {
        await using var function = await FunctionUnderTest.StartAsync(
            "GetRegistration", _ => new WireResponse(200));

        var first = await function.InvokeAsync(UnknownUser);
        var second = await function.InvokeAsync(UnknownUser);

        Assert.Equal(("response", "request-1"), (first.Kind, first.RequestId));
        Assert.Equal(("response", "request-2"), (second.Kind, second.RequestId));
        Assert.Equal("application/json", first.Request.Headers["Content-Type"]);
        Assert.Contains("\"statusCode\":404", first.Request.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reports_an_exception_in_the_form_of_the_dotnet_runtime_and_goes_on()
    {
        await using var function = await FunctionUnderTest.StartAsync(
            "GetRegistration", _ => new WireResponse(200));

        var failed = await function.InvokeAsync("""{"version":"1.0"}""");
        var next = await function.InvokeAsync(UnknownUser);

        Assert.Equal("error", failed.Kind);
        Assert.Equal("application/vnd.aws.lambda.error+json", failed.Request.Headers["Content-Type"]);
        Assert.Equal("JsonException", failed.Request.Headers["Lambda-Runtime-Function-Error-Type"]);
        var error = JsonDocument.Parse(failed.Request.Body).RootElement;
        Assert.Equal("JsonException", error.GetProperty("errorType").GetString());
        Assert.Contains("2.0", error.GetProperty("errorMessage").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("at ", error.GetProperty("stackTrace")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal("response", next.Kind);
        Assert.Contains(function.Spans, span => span.Status == ActivityStatusCode.Error);
    }

    [Fact]
    public async Task Polls_below_a_path_behind_the_port()
    {
        await using var api = await new RuntimeApi().StartAsync();
        await using var function = await FunctionUnderTest.StartAsync(
            "GetRegistration", _ => new WireResponse(200),
            new() { ["AWS_LAMBDA_RUNTIME_API"] = api.Address + "/GetRegistrationFunction" });

        var answer = await api.InvokeAsync(UnknownUser);

        Assert.StartsWith(
            "/GetRegistrationFunction/2018-06-01/runtime/", answer.Request.Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_every_missing_setting_in_one_init_error_and_exits_with_1()
    {
        await using var function = await FunctionUnderTest.StartAsync(
            "Provision", _ => new WireResponse(200),
            new()
            {
                ["USERS_TABLE"] = "",
                ["BUCKET_PREFIX"] = "Upper",
                ["MAIL_FROM"] = "",
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "x",
            });

        var answer = await function.Api.NextAnswerAsync();

        Assert.Equal("init/error", answer.Kind);
        var message = JsonDocument.Parse(answer.Request.Body).RootElement.GetProperty("errorMessage").GetString()!;
        Assert.Contains("USERS_TABLE is not set.", message, StringComparison.Ordinal);
        Assert.Contains("BUCKET_PREFIX must have", message, StringComparison.Ordinal);
        Assert.Contains("MAIL_FROM is not set.", message, StringComparison.Ordinal);
        Assert.Contains("OTEL_EXPORTER_OTLP_ENDPOINT is 'x'", message, StringComparison.Ordinal);
        Assert.Equal(1, await function.Exit);
    }

    [Fact]
    public async Task Names_the_known_handlers_when_the_handler_is_unknown()
    {
        await using var function = await FunctionUnderTest.StartAsync("Nope", _ => new WireResponse(200));

        var answer = await function.Api.NextAnswerAsync();

        Assert.Equal("init/error", answer.Kind);
        Assert.Contains(
            "known are Register, GetRegistration, Enrich, Provision", answer.Request.Body, StringComparison.Ordinal);
        Assert.Equal(1, await function.Exit);
    }

    [Fact]
    public async Task Exits_with_1_without_a_host()
    {
        var environment = new Dictionary<string, string> { ["_HANDLER"] = "Register" };

        Assert.Equal(1, await Bootstrap.RunAsync(environment, CancellationToken.None));
    }

    [Fact]
    public async Task Exits_with_0_when_it_is_stopped()
    {
        var function = await FunctionUnderTest.StartAsync("GetRegistration", _ => new WireResponse(200));
        await function.InvokeAsync(UnknownUser);

        await function.DisposeAsync();

        Assert.Equal(0, await function.Exit);
    }

    [Fact]
    public async Task Gives_up_before_the_deadline_instead_of_being_killed()
    {
        var never = new TaskCompletionSource<WireResponse>();
        await using var hanging = await LocalServer.StartAsync(
            (_, aborted) => never.Task.WaitAsync(aborted));
        await using var function = await FunctionUnderTest.StartAsync(
            "GetRegistration", _ => new WireResponse(200),
            new() { ["AWS_ENDPOINT_URL_DYNAMODB"] = hanging.Url }, timeoutMilliseconds: 1_000);

        var answer = await function.InvokeAsync(Samples.HttpRequest(
            "GET /registrations/{userId}",
            pathParameters: """{"userId":"0193e3a4-0000-7000-8000-000000000000"}"""));

        Assert.Equal("error", answer.Kind);
        Assert.Equal("TimeoutException", answer.Request.Headers["Lambda-Runtime-Function-Error-Type"]);
    }

    /// <summary>The clock may be set between the host's stamp and our look at it: the event is served.</summary>
    [Theory]
    [InlineData("0")]
    [InlineData("-9223372036854775808")]
    [InlineData("9223372036854775807")]
    [InlineData("1700000000000")]
    [InlineData("32503680000000")]
    public async Task Serves_an_event_whose_deadline_is_out_of_reach(string deadline)
    {
        await using var api = await new RuntimeApi { DeadlineMilliseconds = deadline }.StartAsync();
        await using var function = await FunctionUnderTest.StartAsync(
            "GetRegistration", _ => new WireResponse(200), new() { ["AWS_LAMBDA_RUNTIME_API"] = api.Address });

        // It asks DynamoDB, which an invocation without time left cannot.
        var answer = await api.InvokeAsync(Samples.HttpRequest(
            "GET /registrations/{userId}",
            pathParameters: """{"userId":"0193e3a4-0000-7000-8000-000000000000"}"""));

        Assert.Equal("response", answer.Kind);
        Assert.Contains("\"statusCode\":404", answer.Request.Body, StringComparison.Ordinal);
    }

    [Theory]
    // The event's own header names the trace: Lambda's is the parent within that one, not in another, and an unsampled
    // one of Lambda's is none at all.
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", null, "b7ad6b7169203331")]
    [InlineData(
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1", "b7ad6b7169203331")]
    [InlineData(
        "00-5759e988bd862e3fe1be46a994272793-b7ad6b7169203331-01",
        "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1", "53995c3f42cd8ad8")]
    [InlineData(null, "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1", "53995c3f42cd8ad8")]
    [InlineData(null, "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=0", "0000000000000000")]
    public async Task Finds_the_parent_of_its_span(string? traceparent, string? traceId, string parent)
    {
        await using var function = await FunctionUnderTest.StartAsync(
            "GetRegistration", _ => new WireResponse(200));
        var headers = traceparent is null ? "{}" : $$"""{"traceparent":"{{traceparent}}"}""";

        await function.InvokeAsync(
            Samples.HttpRequest("GET /registrations/{userId}", headers, """{"userId":"nonsense"}"""), traceId);

        var span = Assert.Single(function.Spans);
        Assert.Equal(parent, span.ParentSpanId.ToHexString());
        Assert.StartsWith("GetRegistration-", span.DisplayName, StringComparison.Ordinal);
        Assert.Equal(ActivityKind.Server, span.Kind);
        Assert.Equal("request-1", span.GetTagItem("faas.invocation_id"));
        Assert.Equal(true, span.GetTagItem("faas.coldstart"));
        Assert.Equal("http", span.GetTagItem("faas.trigger"));
        Assert.Equal(404, span.GetTagItem("http.response.status_code"));
        Assert.Equal(RuntimeApi.FunctionArn, span.GetTagItem("cloud.resource_id"));
    }
}

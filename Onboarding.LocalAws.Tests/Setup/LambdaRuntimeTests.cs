using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Hosting.Runtime;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Tests.Lambda;

namespace Onboarding.LocalAws.Tests.Setup;

/// <summary>The public runtime loop against the host's own Runtime API.</summary>
public sealed partial class LambdaRuntimeTests
{
    [Fact]
    public async Task A_typed_method_answers_with_what_it_returns()
    {
        await using var host = await StartAsync(_ => LambdaRuntime.Json<Sum, Total>(
            (sum, _) => Task.FromResult(new Total(sum.Left + sum.Right))));
        Assert.Equal("""{"value":42}""", await InvokeAsync(host, """{"left":40,"RIGHT":2}"""));
        Assert.Equal("""{"value":3}""", await InvokeAsync(host, """{"left":1,"right":2}"""));
    }

    [Fact]
    public async Task Serialisation_may_be_generated()
    {
        await using var host = await StartAsync(_ => LambdaRuntime.Json<Sum, Total>(
            (sum, _) => Task.FromResult(new Total(sum.Left + sum.Right)), SumJson.Default.Sum, SumJson.Default.Total));
        Assert.Equal("""{"Value":42}""", await InvokeAsync(host, """{"Left":40,"Right":2}"""));
    }

    [Fact]
    public async Task A_method_without_a_result_answers_null()
    {
        await using var host = await StartAsync(
            _ => LambdaRuntime.Json<Sum>((_, _) => Task.CompletedTask, SumJson.Default.Sum));
        Assert.Equal("null", await InvokeAsync(host, "{}"));
    }

    [Fact]
    public async Task The_base_form_reads_and_writes_bytes()
    {
        await using var host = await StartAsync(_ => async (@event, context) =>
        {
            using var reader = new StreamReader(@event, Encoding.UTF8, leaveOpen: true);
            var text = $"\"{await reader.ReadToEndAsync(context.Stop)} {context.FunctionName}\"";
            return new MemoryStream(Encoding.UTF8.GetBytes(text));
        });
        Assert.Equal("\"1 f\"", await InvokeAsync(host, "1"));
    }

    [Fact]
    public async Task What_a_handler_throws_fails_its_invocation_and_not_the_environment()
    {
        var created = 0;
        await using var host = await StartAsync(_ =>
        {
            created++;
            return LambdaRuntime.Json<int, int>((number, _) => number == 0
                ? throw new InvalidOperationException("not zero")
                : Task.FromResult(number));
        });
        using var failed = await host.InvokeAsync("f", "0");
        Assert.Equal("Unhandled", failed.Headers.GetValues("X-Amz-Function-Error").Single());
        using var error = JsonDocument.Parse(await failed.Content.ReadAsStringAsync());
        Assert.Equal("InvalidOperationException", error.RootElement.GetProperty("errorType").GetString());
        Assert.Equal("not zero", error.RootElement.GetProperty("errorMessage").GetString());
        Assert.NotEqual(0, error.RootElement.GetProperty("stackTrace").GetArrayLength());
        await host.IdleAsync("f", 1);
        Assert.Equal("7", await InvokeAsync(host, "7"));
        Assert.Equal(1, created);
    }

    [Fact]
    public async Task A_handler_without_a_response_fails_its_invocation()
    {
        await using var host = await StartAsync(_ => (_, _) => Task.FromResult<Stream>(null!));
        using var failed = await host.InvokeAsync("f", "0");
        Assert.Contains("no stream", await failed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_init_phase_throws_reaches_the_caller()
    {
        await using var host = await StartAsync(_ => throw new ArgumentException("no table is set"));
        using var failed = await host.InvokeAsync("f", "0");
        Assert.Contains("no table is set", await failed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_context_is_that_of_the_invocation()
    {
        LambdaContext? seen = null;
        await using var host = await StartAsync(_ => LambdaRuntime.Json<int, int>((number, context) =>
        {
            seen = context;
            return Task.FromResult(number);
        }));
        using var response = await host.InvokeAsync("f", "1");
        Assert.Equal(response.Headers.GetValues("x-amzn-RequestId").Single(), seen!.AwsRequestId);
        Assert.Equal("arn:aws:lambda:us-east-1:123456789012:function:f", seen.InvokedFunctionArn);
        Assert.Equal("us-east-1", seen.Environment["AWS_REGION"]);
        Assert.StartsWith("Root=1-", seen.TraceId, StringComparison.Ordinal);
        Assert.InRange(seen.RemainingTime, TimeSpan.FromSeconds(-30), TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task A_handler_is_told_when_its_time_is_over()
    {
        var time = new ManualTime();
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var hosting = new FunctionHosting.ByTable(new FunctionTable());
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        hosting.Functions.Add("F", async (_, context) =>
        {
            begun.SetResult();
            await using var registered = context.Stop.Register(told.SetResult);
            await told.Task;
            return Stream.Null;
        });
        var function = LambdaHost.Function("f") with { LogicalId = "F" };
        await using var host = await LambdaHost.StartAsync(hosting, time);
        Assert.Null(hosting.Prepare(function));
        host.Services.Functions.Deploy(function);

        var invocation = host.InvokeAsync("f", "1");
        await begun.Task.InTimeAsync();
        while (!told.Task.IsCompleted)
        {
            await time.PassNextAsync();
        }

        await told.Task.InTimeAsync();
        using var response = await invocation.InTimeAsync();
        Assert.Contains("timed out", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_Runtime_API_the_exit_code_is_1()
    {
        List<string> log = [];
        LambdaHandler Create(IReadOnlyDictionary<string, string> environment) => (e, _) => Task.FromResult(e);
        var none = new Dictionary<string, string>();
        Assert.Equal(1, await RuntimeLoop.RunAsync(Create, none, TimeProvider.System, log.Add, default));
        var gone = new Dictionary<string, string> { ["AWS_LAMBDA_RUNTIME_API"] = "127.0.0.1:1/f" };
        Assert.Equal(1, await RuntimeLoop.RunAsync(Create, gone, TimeProvider.System, log.Add, default));
        Assert.Collection(
            log,
            line => Assert.StartsWith("AWS_LAMBDA_RUNTIME_API is not set", line, StringComparison.Ordinal),
            line => Assert.StartsWith("The Runtime API at 127.0.0.1:1/f is gone", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(
        "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=1",
        "5bef4de7ad49b0e87f6ef6c87fc2e700", "9a9197af755a6419", ActivityTraceFlags.Recorded)]
    [InlineData(
        "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=0;Lineage=1:a:0",
        "5bef4de7ad49b0e87f6ef6c87fc2e700", "9a9197af755a6419", ActivityTraceFlags.None)]
    public void The_callers_span_is_read_from_Lambdas_header(
        string header, string trace, string span, ActivityTraceFlags flags)
    {
        var parent = TraceParent.Read(header);
        Assert.Equal(trace, parent.TraceId.ToHexString());
        Assert.Equal(span, parent.SpanId.ToHexString());
        Assert.Equal(flags, parent.TraceFlags);
        Assert.True(parent.IsRemote);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Root=1-5bef4de7;Parent=x;Sampled=1")]
    [InlineData("Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Sampled=1")]
    public void A_header_of_another_form_names_no_span(string? header) =>
        Assert.Equal(default, TraceParent.Read(header));

    private static async Task<TestHost> StartAsync(Func<IReadOnlyDictionary<string, string>, LambdaHandler> create)
    {
        var host = await LambdaHost.StartAsync(new FunctionHosting.InProcess(
            (environment, stop) => LambdaRuntime.RunAsync(create, environment, stop)));
        host.Services.Functions.Deploy(LambdaHost.Function("f"));
        return host;
    }

    private static async Task<string> InvokeAsync(TestHost host, string payload)
    {
        using var response = await host.InvokeAsync("f", payload);
        Assert.False(response.Headers.Contains("X-Amz-Function-Error"), await response.Content.ReadAsStringAsync());
        return await response.Content.ReadAsStringAsync();
    }

    internal sealed record Sum(int Left, int Right);

    internal sealed record Total(int Value);

    [JsonSerializable(typeof(Sum))]
    [JsonSerializable(typeof(Total))]
    private sealed partial class SumJson : JsonSerializerContext;
}

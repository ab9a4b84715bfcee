using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Tests.Sqs;

namespace Onboarding.LocalAws.Tests.Lambda;

/// <summary>A host that is stopped for hours, by a closed lid or a debugger, while something runs.</summary>
public sealed class StoppedHostTests
{
    private static readonly TimeSpan Hours = TimeSpan.FromHours(2);

    private readonly ManualTime _time = new();

    [Fact]
    public async Task A_function_has_not_run_out_of_time()
    {
        await using var host = await StartAsync();
        host.Services.Functions.Deploy(LambdaHost.Function("f") with { Timeout = TimeSpan.FromSeconds(3) });
        using var runtime = Runtime.External(host, "f");
        var invoking = host.InvokeAsync("f", "{}");
        var taken = await runtime.NextAsync();
        _time.Stop(Hours);
        using var answer = await runtime.RespondAsync(taken.RequestId, "\"in time\"");
        answer.EnsureSuccessStatusCode();
        using var result = await invoking;
        Assert.Equal("\"in time\"", await result.Content.ReadAsStringAsync());

        // Its time still ends.
        var another = host.InvokeAsync("f", "{}");
        await runtime.NextAsync();
        _time.Stop(Hours);
        _time.Advance(TimeSpan.FromSeconds(3));
        using var failed = await another;
        Assert.Contains("Task timed out", await failed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_in_flight_is_not_visible_to_another()
    {
        await using var host = await StartAsync();
        var queue = await host.CreateQueueAsync("jobs");
        await host.SendAsync(queue, "once");
        Assert.Single(await host.ReceiveAsync(queue, ",\"VisibilityTimeout\":4"));
        _time.Stop(Hours);
        Assert.Empty(await host.ReceiveAsync(queue));
        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.Single(await host.ReceiveAsync(queue));
    }

    /// <summary>Its calendar is the machine's: what moves by more than seconds is a stop.</summary>
    private Task<TestHost> StartAsync() => TestHost.StartAsync(new LocalAwsOptions
    {
        Functions = new FunctionHosting.External { EnforcesTimeouts = true },
        Time = _time,
        SystemTime = _time,
        Iam = IamMode.Off,
    });
}

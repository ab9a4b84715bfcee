using System.Diagnostics;
using System.Globalization;
using System.Text;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.Lambda.Processes;

/// <summary>Environments that are processes: bootstrap.sh is a runtime in bash.</summary>
public sealed class ProcessTests
{
    [UnixFact]
    public async Task Runs_a_function_in_a_process_of_its_own_and_keeps_it()
    {
        await using var host = await StartAsync("Pid");
        using var first = await host.InvokeAsync("f", "1");
        // A process that takes long to poll again gets company.
        await host.Services.Functions.Find("f")!.WhenIdleAsync(1).InTimeAsync();
        using var second = await host.InvokeAsync("f", "2");
        var pid = await first.Content.ReadAsStringAsync();
        Assert.NotEqual(Environment.ProcessId.ToString(CultureInfo.InvariantCulture), pid);
        Assert.Equal(pid, await second.Content.ReadAsStringAsync());
    }

    [UnixFact]
    public async Task Gives_the_process_nothing_of_the_host_s_environment()
    {
        Environment.SetEnvironmentVariable("ONBOARDING_TEST_SECRET", "x");
        await using var host = await StartAsync("Environment");
        using var answer = await host.InvokeAsync("f", "1");
        var names = (await answer.Content.ReadAsStringAsync()).Trim('"').Split(' ');
        Assert.DoesNotContain("ONBOARDING_TEST_SECRET", names);
        Assert.DoesNotContain("HOME", names);
        Assert.Contains("AWS_LAMBDA_RUNTIME_API", names);
        Assert.Contains("LAMBDA_TASK_ROOT", names);
    }

    [UnixFact]
    public async Task Kills_a_process_that_runs_out_of_time()
    {
        await using var host = await StartAsync("Hang", timeout: TimeSpan.FromSeconds(1));
        using var answer = await host.InvokeAsync("f", "1");
        Assert.Contains(
            "Task timed out after 1.00 seconds", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task Reports_the_exit_code_of_a_process_that_ends()
    {
        await using var host = await StartAsync("Exit");
        using var answer = await host.InvokeAsync("f", "1");
        Assert.Contains(
            "Runtime exited with error: exit status 7",
            await answer.Content.ReadAsStringAsync(),
            StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task Kills_a_process_that_outgrows_its_memory()
    {
        await using var host = await StartAsync("Grow", timeout: TimeSpan.FromSeconds(60));
        using var answer = await host.InvokeAsync("f", "1");
        Assert.Contains(
            "Runtime.OutOfMemory", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task Returns_what_the_process_printed_as_the_tail_of_the_log()
    {
        await using var host = await StartAsync("Echo");
        // A line travels through a pipe while the answer travels over HTTP: the answer may well be first.
        var log = "";
        for (var i = 0; i < 100 && !log.Contains("handling \"hello\"", StringComparison.Ordinal); i++)
        {
            using var answer = await host.InvokeAsync("f", "\"hello\"", "X-Amz-Log-Type: Tail");
            log = Encoding.UTF8.GetString(
                Convert.FromBase64String(answer.Headers.GetValues("X-Amz-Log-Result").Single()));
        }

        Assert.Contains("handling \"hello\"", log, StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task Leaves_no_process_behind()
    {
        var host = await StartAsync("Pid");
        int pid;
        await using (host)
        {
            using var answer = await host.InvokeAsync("f", "1");
            pid = int.Parse(await answer.Content.ReadAsStringAsync(), CultureInfo.InvariantCulture);
        }

        Assert.Throws<ArgumentException>(() => Process.GetProcessById(pid));
    }

    [UnixFact]
    public async Task Reports_a_bootstrap_that_cannot_be_started()
    {
        await using var host = await LambdaHost.StartAsync(
            new FunctionHosting.ChildProcess(new FileInfo("/no/such/bootstrap")));
        host.Services.Functions.Deploy(LambdaHost.Function("f"));
        using var answer = await host.InvokeAsync("f", "1");
        Assert.Contains("Runtime.ExitError", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<TestHost> StartAsync(string handler, TimeSpan? timeout = null)
    {
        var bootstrap = new FileInfo(Path.Combine(AppContext.BaseDirectory, "Lambda/Processes/bootstrap.sh"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(
                bootstrap.FullName, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        }

        var host = await LambdaHost.StartAsync(new FunctionHosting.ChildProcess(bootstrap));
        host.Services.Functions.Deploy(LambdaHost.Function("f") with
        {
            Handler = handler,
            Timeout = timeout ?? TimeSpan.FromSeconds(20),
        });
        return host;
    }
}

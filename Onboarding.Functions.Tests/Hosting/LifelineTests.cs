using System.Diagnostics;
using Onboarding.Functions.Hosting;

namespace Onboarding.Functions.Tests.Hosting;

/// <summary>The real process, started as a host with a lifeline does.</summary>
public sealed class LifelineTests
{
    [Fact]
    public async Task The_process_ends_with_the_host_that_holds_its_standard_input()
    {
        // It accepts the poll and never answers, so only the lifeline can end the process.
        var polled = new TaskCompletionSource();
        await using var host = await LocalServer.StartAsync(async (_, aborted) =>
        {
            polled.TrySetResult();
            await new TaskCompletionSource().Task.WaitAsync(aborted);
            throw new InvalidOperationException("The wait has no other end.");
        });
        using var process = new Process { StartInfo = Describe(host.Url["http://".Length..]) };
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        process.Start();
        await polled.Task.WaitAsync(patience.Token);
        Assert.False(process.HasExited);
        process.StandardInput.Close();
        await process.WaitForExitAsync(patience.Token);
        Assert.NotEqual(0, process.ExitCode);
    }

    private static ProcessStartInfo Describe(string runtimeApi)
    {
        // Beside the tests lie assemblies of ASP.NET's version of .NET, with which the functions do not run.
        var folder = AppContext.BaseDirectory.Replace(
            "Onboarding.Functions.Tests", "Onboarding.Functions", StringComparison.Ordinal);
        var info = new ProcessStartInfo("dotnet", [Path.Combine(folder, "bootstrap.dll")])
        {
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        var variables = new Dictionary<string, string>
        {
            [Lifeline.Variable] = "stdin",
            ["AWS_LAMBDA_RUNTIME_API"] = runtimeApi,
            ["_HANDLER"] = "GetRegistration",
            ["AWS_REGION"] = "us-east-1",
            ["AWS_ACCESS_KEY_ID"] = "test",
            ["AWS_SECRET_ACCESS_KEY"] = "test",
            ["AWS_ENDPOINT_URL"] = $"http://{runtimeApi}",
            ["USERS_TABLE"] = "users",
            ["IDENTITIES_TABLE"] = "identities",
        };
        foreach (var (name, value) in variables)
        {
            info.Environment[name] = value;
        }

        return info;
    }
}

using Onboarding.LocalAws.Hosting;

namespace Onboarding.Benchmarks.Hosts;

/// <summary>The emulator in this process with a template of the scenario's own.</summary>
internal sealed class TemplateHost : IAsyncDisposable
{
    private readonly LocalAwsHost _host;

    private TemplateHost(LocalAwsHost host)
    {
        _host = host;
        Client = new SignedClient(host.EdgeUrl);
    }

    public SignedClient Client { get; }

    public static async Task<TemplateHost> StartAsync(
        FunctionHosting functions, string template, CancellationToken stop)
    {
        var file = new FileInfo(Path.GetTempFileName());
        var host = await LocalAwsHost.StartAsync(new LocalAwsOptions { Port = 0, Functions = functions }, stop);
        try
        {
            await File.WriteAllTextAsync(file.FullName, template, stop);
            await host.DeployAsync(new StackOptions(file) { StackName = "benchmark" }, stop);
            return new TemplateHost(host);
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
        finally
        {
            file.Delete();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _host.DisposeAsync();
    }
}

using Amazon.Runtime;
using Onboarding.LocalAws.Hosting;

namespace Onboarding.LocalAws.Tests.Hosting;

/// <summary>A real host on a free port with its own data, and what real clients need to reach it.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly LocalAwsHost _host;

    private TestHost(LocalAwsHost host)
    {
        _host = host;
        Services = new TestServices(host.Services);
        Http = new HttpClient { BaseAddress = host.EdgeUrl };
    }

    public static BasicAWSCredentials Root { get; } = new("test", "test");

    public string Url => _host.EdgeUrl.GetLeftPart(UriPartial.Authority);

    public HttpClient Http { get; }

    public TestServices Services { get; }

    /// <param name="port">That of a host before, for what was told its address; else any free one.</param>
    public static async Task<TestHost> StartAsync(LocalAwsOptions? options = null, int port = 0)
    {
        options ??= new LocalAwsOptions();
        return new(await LocalAwsHost.StartAsync(options with
        {
            Port = port,
            // Beside a clock that a test moves, a stall of a busy machine must not look like a stop.
            SystemTime = options.Time != TimeProvider.System && options.SystemTime == TimeProvider.System
                ? new ManualTime()
                : options.SystemTime,
        }));
    }

    /// <summary>Points an SDK client's configuration here; retries are off so that a test sees each answer.</summary>
    public TConfig Configure<TConfig>(TConfig config)
        where TConfig : ClientConfig
    {
        config.ServiceURL = Url;
        config.AuthenticationRegion = "us-east-1";
        config.MaxErrorRetry = 0;
        return config;
    }

    /// <summary>Provisions a stack from the text of a template.</summary>
    public async Task<DeployedStack> DeployAsync(string template)
    {
        var file = new FileInfo(Path.GetTempFileName());
        try
        {
            await File.WriteAllTextAsync(file.FullName, template);
            return await _host.DeployAsync(new StackOptions(file));
        }
        finally
        {
            file.Delete();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _host.DisposeAsync();
    }
}

using Onboarding.Functions.Aws;
using Onboarding.ServiceDefaults.Telemetry;

namespace Onboarding.Functions.Hosting;

/// <summary>What every use case is composed from. Lives as long as the execution environment.</summary>
internal sealed class FunctionServices : IDisposable
{
    private readonly List<IDisposable> _owned = [];

    private FunctionServices(FunctionSettings settings, TimeProvider clock, ServiceTelemetry telemetry)
    {
        Settings = settings;
        Clock = clock;
        Telemetry = telemetry;
        Aws = new AwsClients(settings, telemetry.Source);
    }

    public FunctionSettings Settings { get; }

    public TimeProvider Clock { get; }

    public ServiceTelemetry Telemetry { get; }

    public AwsClients Aws { get; }

    public static FunctionServices Create(IReadOnlyDictionary<string, string> environment, BootstrapOptions options) =>
        new(new FunctionSettings(environment), options.Clock, ServiceTelemetry.Acquire(environment, options.Telemetry));

    /// <summary>Hands <paramref name="resource"/> over: it is disposed with the execution environment.</summary>
    public T Own<T>(T resource) where T : IDisposable
    {
        _owned.Add(resource);
        return resource;
    }

    public void Dispose()
    {
        foreach (IDisposable resource in _owned) resource.Dispose();
        Aws.Dispose();
        Telemetry.Dispose();
    }
}

using Onboarding.Functions.Aws;
using Onboarding.Functions.Randomness;
using Onboarding.Functions.Settings;
using Onboarding.ServiceDefaults.Telemetry;

namespace Onboarding.Functions.Hosting;

/// <summary>What every use case is composed from. Lives as long as the execution environment.</summary>
internal sealed class FunctionServices : IDisposable
{
    private const string FlushSetting = "ONBOARDING_TELEMETRY_FLUSH";

    private readonly List<IDisposable> _owned = [];

    private FunctionServices(FunctionSettings settings, BootstrapOptions options, ServiceTelemetry telemetry)
    {
        Settings = settings;
        Time = options.Time;
        Random = options.Random;
        Telemetry = telemetry;
        Aws = new AwsClients(settings, telemetry.Source);
    }

    public FunctionSettings Settings { get; }

    public TimeProvider Time { get; }

    public RandomSource Random { get; }

    public ServiceTelemetry Telemetry { get; }

    public AwsClients Aws { get; }

    /// <summary>
    /// Telemetry is sent after each invocation, since Lambda freezes the sandbox then; <c>background</c> suits a host
    /// that does not, and leaves the sending to the batch exporter's own thread.
    /// </summary>
    public bool FlushesEachInvocation => Settings.Optional(FlushSetting) is not "background";

    /// <summary>Faults are collected, not thrown: the handler adds its own before the start fails.</summary>
    public static FunctionServices Create(IReadOnlyDictionary<string, string> environment, BootstrapOptions options)
    {
        var settings = new FunctionSettings(environment);
        List<string> faults = [];
        OtlpSettings.Parse(environment, faults);
        faults.ForEach(settings.AddFault);
        var usable = faults.Count == 0
            ? environment
            : environment.Where(pair => !pair.Key.StartsWith("OTEL_EXPORTER_OTLP_", StringComparison.Ordinal))
                .ToDictionary(StringComparer.Ordinal);
        if (settings.Optional(FlushSetting) is not (null or "invocation" or "background"))
        {
            settings.AddFault($"{FlushSetting} must be invocation or background.");
        }

        return new FunctionServices(settings, options, ServiceTelemetry.Acquire(usable, options.Telemetry));
    }

    /// <summary>Hands <paramref name="resource"/> over: it is disposed with the execution environment.</summary>
    public T Own<T>(T resource) where T : IDisposable
    {
        _owned.Add(resource);
        return resource;
    }

    public void Dispose()
    {
        foreach (var resource in _owned)
        {
            resource.Dispose();
        }

        Aws.Dispose();
        Telemetry.Dispose();
    }
}

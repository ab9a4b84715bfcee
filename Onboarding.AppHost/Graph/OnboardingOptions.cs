using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Onboarding.AppHost.Terminal;
using Onboarding.LocalAws.Hosting;
using Onboarding.ServiceDefaults.Telemetry;

namespace Onboarding.AppHost.Graph;

/// <summary>Who starts the functions.</summary>
internal enum FunctionHostingMode
{
    InProcess,
    Process,
    External,
}

/// <summary>What one run of the stack is started with.</summary>
internal sealed record OnboardingOptions
{
    public int Port { get; init; } = LocalAwsOptions.DefaultPort;

    public IPAddress Host { get; init; } = IPAddress.Loopback;

    public FileInfo? ReadyFile { get; init; }

    /// <summary>Null takes what suits standard output.</summary>
    public LogFormat? Log { get; init; }

    public bool Dashboard { get; init; } = true;

    /// <summary>The account that the host plays, twelve digits.</summary>
    public string AccountId { get; init; } = LocalAwsOptions.DefaultAccountId;

    public string Region { get; init; } = LocalAwsOptions.DefaultRegion;

    public IamMode Iam { get; init; } = IamMode.Enforce;

    public SesMode Ses { get; init; } = SesMode.Production;

    /// <summary>Further names under which the host may be called.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>Keeps the state across restarts; null keeps it in memory.</summary>
    public DirectoryInfo? DataFolder { get; init; }

    /// <summary>The text of the development key; null makes one, or takes the one that the data folder has.</summary>
    public string? DevelopmentKey { get; init; }

    public FunctionHostingMode Functions { get; init; } = FunctionHostingMode.InProcess;

    /// <summary>False lets a function stand at a breakpoint, as a debugger that is attached to the host does.</summary>
    public bool Timeouts { get; init; } = true;

    public FileInfo? Template { get; init; }

    public FileInfo? Bootstrap { get; init; }

    /// <summary>False starts the emulator alone.</summary>
    public bool Stack { get; init; } = true;

    /// <summary>Values for the template's parameters, over its defaults and the local ones.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>Which services are at another endpoint.</summary>
    public RemoteEndpoints Remote { get; init; } = new();

    /// <summary>The account's quota of S3 buckets.</summary>
    public int BucketCountMax { get; init; } = new LocalAwsOptions().BucketCountMax;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public ILoggerFactory Logging { get; init; } = NullLoggerFactory.Instance;

    /// <summary>What a test attaches to every service's telemetry.</summary>
    public TelemetryOptions Telemetry { get; init; } = TelemetryOptions.Default;
}

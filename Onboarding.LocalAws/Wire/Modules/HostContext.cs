using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Kernel.Running;
using Onboarding.LocalAws.Wire.Client;
using Onboarding.LocalAws.Wire.Edge;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.Wire.Modules;

/// <summary>What every module of a host gets.</summary>
internal sealed class HostContext
{
    private Uri? _edgeUrl;

    /// <summary>Account and region.</summary>
    public required AwsScope Scope { get; init; }

    /// <summary>The host's calendar; durations are its running time.</summary>
    public required RunningTime Time { get; init; }

    public required RandomSource Random { get; init; }

    public required CredentialStore Credentials { get; init; }

    /// <summary>The services that another endpoint plays.</summary>
    public required RemoteServices Remote { get; init; }

    public required ILoggerFactory Logging { get; init; }

    /// <summary>Keeps the stores of modules.</summary>
    public required StateJournal State { get; init; }

    /// <summary>The data folder; null where the state lives as long as the process.</summary>
    public required DirectoryInfo? DataFolder { get; init; }

    /// <summary>Room for the bodies of requests.</summary>
    public required BodyBudget Bodies { get; init; }

    /// <summary>Of this host alone: another in the same process has its own. A module adds its gauges to it.</summary>
    public required Meter Meter { get; init; }

    /// <summary>What the edge counts.</summary>
    public required EdgeMetrics Metrics { get; init; }

    /// <summary>Where clients find the host: known once the edge listens, so not while modules are made.</summary>
    /// <exception cref="InvalidOperationException">The edge does not listen yet.</exception>
    public Uri EdgeUrl
    {
        get => _edgeUrl ?? throw new InvalidOperationException("The edge does not listen yet.");
        set => _edgeUrl = value;
    }
}

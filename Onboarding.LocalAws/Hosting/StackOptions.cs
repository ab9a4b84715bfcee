namespace Onboarding.LocalAws.Hosting;

/// <summary>Which template a host runs, and with what.</summary>
/// <param name="Template">A SAM or CloudFormation template in YAML.</param>
public sealed record StackOptions(FileInfo Template)
{
    /// <summary>The first part of every physical name: <c>{stack}-{logicalId}</c>.</summary>
    public string StackName { get; init; } = "onboarding";

    /// <summary>Values for the template's parameters; the rest take their defaults.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>The same, but only for parameters that the template declares: what the host knows of itself.</summary>
    public IReadOnlyDictionary<string, string> HostParameters { get; init; } = new Dictionary<string, string>();

    /// <summary>Runs after each provisioning, the first and every reset's, before the stack counts as ready.</summary>
    public Func<DeployedStack, CancellationToken, Task> AfterDeploy { get; init; } = (_, _) => Task.CompletedTask;
}

/// <summary>A template that runs.</summary>
/// <param name="ApiUrl">The base of the stack's HTTP API, or null where it has none.</param>
/// <param name="Outputs">The template's Outputs, resolved.</param>
/// <param name="PhysicalIds">Logical id → the name, URL or id that AWS calls the physical id.</param>
/// <param name="CloudOnly">What only AWS can play: logical ids with their types (alarms, budgets …).</param>
public sealed record DeployedStack(
    Uri? ApiUrl,
    IReadOnlyDictionary<string, string> Outputs,
    IReadOnlyDictionary<string, string> PhysicalIds,
    IReadOnlyList<string> CloudOnly)
{
    /// <summary>The functions that this host does not start, by name: each waits for a runtime that polls.</summary>
    public IReadOnlyList<string> ExternalFunctions { get; init; } = [];

    /// <summary>The services that another endpoint plays, by the names of <see cref="RemoteEndpoints"/>.</summary>
    public IReadOnlyDictionary<string, Uri> Endpoints { get; init; } = new Dictionary<string, Uri>();

    /// <summary>What stays here although it was pointed elsewhere, a line each.</summary>
    public IReadOnlyList<string> EndpointNotes { get; init; } = [];
}

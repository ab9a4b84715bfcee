using Onboarding.LocalAws.Hosting.Runtime;

namespace Onboarding.LocalAws.Hosting;

/// <summary>
/// What <see cref="LocalAwsHost.StartAsync(Action{LocalAwsSetup}, CancellationToken)"/> starts: a template, the code of
/// its functions, and the host below them.
/// </summary>
public sealed class LocalAwsSetup
{
    /// <summary>
    /// A SAM or CloudFormation template in YAML. A relative path is one from the current folder; where there is no such
    /// file, from the program's folder or one above it, so that a test finds the <c>template.yaml</c> of its project or
    /// repository. Null starts the emulator alone, empty.
    /// </summary>
    public string? Template { get; set; }

    /// <summary>The first part of every physical name: <c>{stack}-{logicalId}</c>.</summary>
    public string StackName { get; set; } = "local";

    /// <summary>Values for the template's parameters; the rest take their defaults.</summary>
    public IDictionary<string, string> Parameters { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The code of the template's functions.</summary>
    public FunctionTable Functions { get; } = new();

    /// <summary>
    /// Region, clock, logging and all else of the host: <c>o.Host = o.Host with { Region = "eu-west-1" }</c>. Begins
    /// with any free port and collected traces. Of its <see cref="LocalAwsOptions.Functions"/> only the limits count.
    /// </summary>
    public LocalAwsOptions Host { get; set; } = new()
    {
        Port = 0,
        TraceSources = LocalAwsOptions.OwnTraceSources,
    };

    /// <param name="template">As <see cref="FindTemplate"/> found it.</param>
    internal LocalAwsOptions ToOptions(FileInfo? template)
    {
        var limits = Host.Functions;
        return Host with
        {
            AwaitsStack = Host.AwaitsStack || template is not null,
            Functions = new FunctionHosting.ByTable(Functions)
            {
                EnforcesTimeouts = limits.EnforcesTimeouts,
                EnvironmentsPerFunctionMax = limits.EnvironmentsPerFunctionMax,
                IdleTimeMax = limits.IdleTimeMax,
            },
        };
    }

    internal StackOptions ToStack(FileInfo template) =>
        new(template) { StackName = StackName, Parameters = Parameters.AsReadOnly() };

    /// <returns>Null where no template is wanted.</returns>
    /// <exception cref="LocalAwsException">There is no such file.</exception>
    internal FileInfo? FindTemplate() => Template is { } path
        ? NearestFile.Find(path, Environment.CurrentDirectory, AppContext.BaseDirectory)
        : null;
}

using Microsoft.Extensions.Logging;
using Onboarding.AppHost.Graph;
using Onboarding.ServiceDefaults.Logging;
using Onboarding.ServiceDefaults.Telemetry;

namespace Onboarding.AppHost.Terminal;

/// <summary>
/// The log of one run on standard output: every line of every function, and of the host what is a warning or worse.
/// </summary>
internal sealed class ConsoleLog : IDisposable
{
    /// <summary>The default of LocalAws, which no option of this program changes.</summary>
    private const string StackName = "onboarding";

    private readonly TextWriter _output;

    private readonly ChildOutputProvider _childOutput;

    /// <param name="host">Takes the host's own entries.</param>
    /// <param name="functions">Takes the functions' lines.</param>
    private ConsoleLog(TextWriter host, TextWriter functions)
    {
        _output = functions;
        _childOutput = new ChildOutputProvider(functions, TimeProvider.System);
        Loggers = LoggerFactory.Create(logging => logging
            .SetMinimumLevel(LogLevel.Warning)
            .AddFilter<ChildOutputProvider>(category: null, LogLevel.None)
            .AddFilter<ChildOutputProvider>(ChildOutputProvider.Category, LogLevel.Information)
            .AddProvider(new JsonLineLoggerProvider("localaws", host))
            .AddProvider(_childOutput));
    }

    /// <summary>A person reads and types here.</summary>
    public static bool IsInteractive => !Console.IsInputRedirected && !Console.IsOutputRedirected;

    /// <summary>The host's own.</summary>
    public ILoggerFactory Loggers { get; }

    /// <param name="named">Null takes text on a terminal, JSON in a file or a pipe.</param>
    public static ConsoleLog Create(LogFormat? named)
    {
        var output = Choose(named, Console.IsOutputRedirected, Console.Out);
        return new ConsoleLog(output, output);
    }

    /// <summary>
    /// For a command whose result is on standard output: the host's warnings are on standard error, and no function's
    /// line is anywhere.
    /// </summary>
    public static ConsoleLog OfWarnings(LogFormat? named) =>
        new(Choose(named, Console.IsErrorRedirected, Console.Error), TextWriter.Null);

    /// <summary>Where a function logs that runs in this process.</summary>
    public TelemetryOptions Functions => TelemetryOptions.Default with { LogOutput = _output };

    /// <returns>The same options, whose host and functions log here.</returns>
    public OnboardingOptions Apply(OnboardingOptions options) => options with
    {
        Logging = Loggers,
        Telemetry = options.Telemetry with { LogOutput = _output },
    };

    /// <summary>Text on standard output, in one piece and as it is, so that it can be pasted.</summary>
    public void Write(string text)
    {
        lock (_output)
        {
            Console.Out.WriteLine(text);
        }
    }

    public void Dispose()
    {
        Loggers.Dispose();
        _childOutput.Dispose();
    }

    private static TextWriter Choose(LogFormat? named, bool isRedirected, TextWriter to) =>
        (named ?? (isRedirected ? LogFormat.Json : LogFormat.Text)) == LogFormat.Json
            ? to
            : new ReadableLog(TerminalConsole.Create(to, isRedirected), StackName);
}

using System.CommandLine;
using System.Net;
using Onboarding.AppHost.Endpoints;
using Onboarding.AppHost.Graph;
using Onboarding.AppHost.Terminal;
using Onboarding.LocalAws.Hosting;

namespace Onboarding.AppHost.CommandLine;

/// <summary>The options that every command shares, declared once.</summary>
internal sealed class HostOptions
{
    private readonly Option<int> _port;

    private readonly Option<IPAddress> _host = new("--host")
    {
        Description = "The address to listen on. Beyond 127.0.0.1 (0.0.0.0 is every address) others on the network may "
            + "act as the root of this account: for a container. See --allowed-host.",
        HelpName = "address",
        DefaultValueFactory = _ => IPAddress.Loopback,
        CustomParser = result =>
        {
            if (IPAddress.TryParse(result.Tokens.Single().Value, out var address))
            {
                return address;
            }

            result.AddError($"--host is an IP address, not '{result.Tokens.Single().Value}'");
            return null;
        },
    };

    private readonly Option<FileInfo?> _readyFile = new("--ready-file")
    {
        Description = "A JSON file with the URLs and the stack's outputs, written when everything is ready.",
    };

    private readonly Option<string?> _log = new Option<string?>("--log")
    {
        Description = "text: a line for a person, which a terminal gets without this option; json: an object a line, "
            + "which a file or a pipe gets.",
    }.AcceptOnlyFromAmong([.. Enum.GetValues<LogFormat>().Select(LowerCase)]);

    private readonly Option<bool> _noDashboard = new("--no-dashboard")
    {
        Description = "Do not start the Aspire dashboard.",
    };

    private readonly Option<DirectoryInfo?> _data = new("--data")
    {
        Description = "A folder that keeps tables, queues, objects, mail, pools and rules across restarts; without it "
            + "they are in memory.",
    };

    private readonly Option<string> _region = new("--region")
    {
        Description = "The region that this host plays: of ARNs, pool ids and buckets, and the one that requests are "
            + "signed for.",
        HelpName = "name",
        DefaultValueFactory = _ => LocalAwsOptions.DefaultRegion,
    };

    private readonly Option<string> _account = new("--account")
    {
        Description = "The account that this host plays, twelve digits.",
        HelpName = "id",
        DefaultValueFactory = _ => LocalAwsOptions.DefaultAccountId,
    };

    private readonly Option<string> _iam = Choice(
        "--iam", IamMode.Enforce, "enforce verifies every signature; off is for tools that cannot sign.");

    private readonly Option<string> _ses = Choice(
        "--ses",
        SesMode.Production,
        "production: every sender is verified at once; sandbox: SES as a new account has it, where senders and "
        + "recipients open the link of a mail first, and 200 messages a day, one a second, may be sent.");

    private readonly Option<string[]> _allowedHosts = new("--allowed-host")
    {
        Description = "A further name under which this host may be called, for example host.docker.internal; may be "
            + "given more than once. 127.0.0.1 and localhost always may.",
        HelpName = "name",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string> _functions = Choice(
        "--functions",
        FunctionHostingMode.InProcess,
        "inprocess: breakpoints in every function; process: a child process per environment, as on Lambda; external: "
        + "you start them, they poll AWS_LAMBDA_RUNTIME_API.");

    private readonly Option<bool> _noTimeouts = new("--no-timeouts")
    {
        Description = "Let functions stand at a breakpoint: a Timeout in the template ends nothing.",
    };

    private readonly Option<FileInfo?> _template = new("--template")
    {
        Description = "The SAM template; by default template.yaml in this folder or one above it.",
    };

    private readonly Option<Dictionary<string, string>> _parameters = PairsOption.Create(
        "--parameter",
        "A parameter of the template, for example AllowedOrigins=http://localhost:9000; may be given more than once.");

    private readonly Option<string[]> _aws = AwsOption.Create();

    private readonly Option<FileInfo?> _bootstrap = new("--bootstrap")
    {
        Description = "With --functions process: the executable to run, for example a Native AOT build.",
    };

    private HostOptions(int defaultPort) => _port = new Option<int>("--port")
    {
        Description = "The edge's port; 0 takes any free one.",
        DefaultValueFactory = _ => defaultPort,
    };

    public static HostOptions AddTo(
        Command command, bool withStack = true, int defaultPort = LocalAwsOptions.DefaultPort)
    {
        var options = new HostOptions(defaultPort);
        command.Add(options._port);
        command.Add(options._host);
        command.Add(options._readyFile);
        command.Add(options._log);
        command.Add(options._noDashboard);
        command.Add(options._data);
        command.Add(options._region);
        command.Add(options._account);
        command.Add(options._iam);
        command.Add(options._ses);
        command.Add(options._allowedHosts);
        if (withStack)
        {
            command.Add(options._functions);
            command.Add(options._noTimeouts);
            command.Add(options._template);
            command.Add(options._parameters);
            command.Add(options._bootstrap);
            command.Add(options._aws);
        }

        return options;
    }

    public OnboardingOptions Read(ParseResult parsed) => new()
    {
        Port = parsed.GetValue(_port),
        Host = parsed.GetRequiredValue(_host),
        ReadyFile = parsed.GetValue(_readyFile),
        Log = parsed.GetValue(_log) is { } log ? Chosen<LogFormat>(log) : null,
        Dashboard = !parsed.GetValue(_noDashboard),
        DataFolder = parsed.GetValue(_data),
        DevelopmentKey = Environment.GetEnvironmentVariable(Graph.DevelopmentKey.Variable),
        Region = parsed.GetRequiredValue(_region),
        AccountId = parsed.GetRequiredValue(_account),
        Iam = Chosen<IamMode>(parsed.GetValue(_iam)),
        Ses = Chosen<SesMode>(parsed.GetValue(_ses)),
        AllowedHosts = parsed.GetValue(_allowedHosts) ?? [],
        Functions = Chosen<FunctionHostingMode>(parsed.GetValue(_functions)),
        Timeouts = !parsed.GetValue(_noTimeouts),
        Template = parsed.GetValue(_template),
        Parameters = parsed.GetValue(_parameters) ?? [],
        Bootstrap = parsed.GetValue(_bootstrap),
        Remote = parsed.GetValue(_aws) is { } aws
            ? AwsTargets.Find(aws, parsed.GetRequiredValue(_region), Environment.GetEnvironmentVariable)
            : new RemoteEndpoints(),
    };

    /// <summary>An option over an enum's names in lower case; an Option of the enum shows its C# type name.</summary>
    private static Option<string> Choice<TEnum>(string name, TEnum standard, string description)
        where TEnum : struct, Enum
    {
        var option = new Option<string>(name)
        {
            Description = description,
            DefaultValueFactory = _ => LowerCase(standard),
        };
        return option.AcceptOnlyFromAmong([.. Enum.GetValues<TEnum>().Select(LowerCase)]);
    }

    /// <summary>A command without the option gives null: the enum's first value is its default.</summary>
    private static TEnum Chosen<TEnum>(string? name)
        where TEnum : struct, Enum =>
        name is null ? default : Enum.Parse<TEnum>(name, ignoreCase: true);

    private static string LowerCase<TEnum>(TEnum value)
        where TEnum : struct, Enum =>
        value.ToString().ToLowerInvariant();
}

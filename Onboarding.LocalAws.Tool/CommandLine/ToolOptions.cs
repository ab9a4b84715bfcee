using System.CommandLine;
using Onboarding.AppHost.CommandLine;
using Onboarding.LocalAws.Hosting;

namespace Onboarding.LocalAws.Tool.CommandLine;

/// <summary>The options of both commands.</summary>
internal sealed class ToolOptions
{
    private readonly Option<int> _port = new("--port")
    {
        Description = "The port on 127.0.0.1 for everything; 0 takes any free one.",
        DefaultValueFactory = _ => LocalAwsOptions.DefaultPort,
    };

    private readonly Option<string> _region = new("--region")
    {
        Description = "The region to play.",
        DefaultValueFactory = _ => LocalAwsOptions.DefaultRegion,
    };

    private readonly Option<string> _account = new("--account")
    {
        Description = "The account to play, twelve digits.",
        DefaultValueFactory = _ => LocalAwsOptions.DefaultAccountId,
    };

    private readonly Option<DirectoryInfo?> _data = new("--data")
    {
        Description = "A folder that keeps the state across restarts; without it all is in memory.",
    };

    private readonly Option<string> _ses = new Option<string>("--ses")
    {
        Description = "production: every sender is verified at once; sandbox: SES as a new account has it.",
        DefaultValueFactory = _ => "production",
    }.AcceptOnlyFromAmong("production", "sandbox");

    private readonly Option<FileInfo?> _readyFile = new("--ready-file")
    {
        Description = "A JSON file with the URLs and the stack's outputs, written once everything is ready.",
    };

    private readonly Option<string> _template = new("--template")
    {
        Description = "The SAM or CloudFormation template, in YAML.",
        DefaultValueFactory = _ => "template.yaml",
    };

    private readonly Option<string> _stackName = new("--stack-name")
    {
        Description = "The first part of every physical name.",
        DefaultValueFactory = _ => "local",
    };

    private readonly Option<Dictionary<string, string>> _parameters = PairsOption.Create(
        "--parameter", "A parameter of the template; may be given more than once.");

    private readonly Option<Dictionary<string, string>> _functions = PairsOption.Create(
        "--function", "The executable or .dll of a function, by its logical id; may be given more than once.");

    private readonly Option<string> _others = new Option<string>("--functions")
    {
        Description = "process: what CodeUri holds, built; external: you start them, they poll AWS_LAMBDA_RUNTIME_API.",
        DefaultValueFactory = _ => "process",
    }.AcceptOnlyFromAmong("process", "external");

    private bool _withTemplate;

    public static ToolOptions AddTo(Command command, bool withTemplate)
    {
        var options = new ToolOptions { _withTemplate = withTemplate };
        Option[] common =
            [options._port, options._region, options._account, options._data, options._ses, options._readyFile];
        Option[] ofTemplate =
            [options._template, options._stackName, options._parameters, options._functions, options._others];
        foreach (var option in withTemplate ? [.. common, .. ofTemplate] : common)
        {
            command.Add(option);
        }

        return options;
    }

    public (Action<LocalAwsSetup> Configure, FileInfo? ReadyFile) Read(ParseResult parsed) =>
        (setup => Apply(parsed, setup), parsed.GetValue(_readyFile));

    /// <exception cref="LocalAwsException">An executable does not exist.</exception>
    private void Apply(ParseResult parsed, LocalAwsSetup setup)
    {
        setup.Host = new LocalAwsOptions
        {
            Port = parsed.GetValue(_port),
            Region = parsed.GetRequiredValue(_region),
            AccountId = parsed.GetRequiredValue(_account),
            DataFolder = parsed.GetValue(_data),
            Ses = parsed.GetValue(_ses) == "sandbox" ? SesMode.Sandbox : SesMode.Production,
        };
        if (!_withTemplate)
        {
            return;
        }

        // A person who types a path means it as they stand, and no file of a folder above the tool.
        setup.Template = Path.GetFullPath(parsed.GetRequiredValue(_template));
        setup.StackName = parsed.GetRequiredValue(_stackName);
        setup.Functions.Others = parsed.GetValue(_others) == "external"
            ? OtherFunctions.External
            : OtherFunctions.BuildOutput;
        foreach (var (name, value) in parsed.GetValue(_parameters) ?? [])
        {
            setup.Parameters.Add(name, value);
        }

        foreach (var (name, path) in parsed.GetValue(_functions) ?? [])
        {
            if (!File.Exists(path))
            {
                throw new LocalAwsException($"--function {name}: there is no file '{path}'");
            }

            setup.Functions.AddProcess(name, path);
        }
    }
}

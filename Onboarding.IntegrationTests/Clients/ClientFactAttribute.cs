using System.Diagnostics;
using Onboarding.IntegrationTests.Browser;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Clients;

/// <summary>Skipped by name where a client is not installed; .ci/run installs them all.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ClientFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> NoBoto3 = new(() => SearchPath.Has("python3") && FindsBoto3()
        ? null
        : "no boto3: python3 -m pip install boto3");

    /// <summary>From 1.29 and 2.13 on an endpoint per service is a setting.</summary>
    private static readonly Lazy<string?> NoRecentAwsCli = new(() =>
        SearchPath.Has("aws") && AwsCliVersion() is { } version
        && (version.Major == 1 ? version.Minor >= 29 : version.Minor >= 13)
            ? null
            : "no AWS CLI that reads AWS_ENDPOINT_URL_CLOUDFORMATION: 1.29, 2.13 or later");

    public ClientFactAttribute(Client client) => Skip = client switch
    {
        Client.AwsCli => SearchPath.Has("aws") ? null : "no AWS CLI",
        Client.RecentAwsCli => NoRecentAwsCli.Value,
        Client.Boto3 => NoBoto3.Value,
        Client.JavaScript => NoJavaScript,
        Client.Amplify => NoJavaScript ?? Chromium.WhyNot,
        _ => throw new UnreachableException(),
    };

    private static string? NoJavaScript =>
        Directory.Exists(Path.Combine(RepositoryFolder.JavaScriptClients, "node_modules", "aws-amplify"))
            ? null
            : "no client: npm ci --prefix eng/clients/javascript";

    /// <summary><c>aws-cli/1.45.11 Python/3.11.7 …</c></summary>
    private static Version? AwsCliVersion()
    {
        using var aws = Process.Start(new ProcessStartInfo("aws", ["--version"]) { RedirectStandardOutput = true })!;
        var text = aws.StandardOutput.ReadToEnd();
        aws.WaitForExit();
        return Version.TryParse(text.Split('/', ' ').ElementAtOrDefault(1), out var version) ? version : null;
    }

    private static bool FindsBoto3()
    {
        const string script = "import importlib.util, sys; sys.exit(importlib.util.find_spec('boto3') is None)";
        using var python = Process.Start(new ProcessStartInfo("python3", ["-c", script]))!;
        python.WaitForExit();
        return python.ExitCode == 0;
    }
}

/// <summary>What people call AWS with, besides .NET, which is always there.</summary>
internal enum Client
{
    AwsCli,
    RecentAwsCli,
    Boto3,
    JavaScript,
    Amplify,
}

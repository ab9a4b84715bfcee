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

    public ClientFactAttribute(Client client) => Skip = client switch
    {
        Client.AwsCli => SearchPath.Has("aws") ? null : "no AWS CLI",
        Client.Boto3 => NoBoto3.Value,
        Client.JavaScript => NoJavaScript,
        Client.Amplify => NoJavaScript ?? Chromium.WhyNot,
        _ => throw new UnreachableException(),
    };

    private static string? NoJavaScript =>
        Directory.Exists(Path.Combine(RepositoryFolder.JavaScriptClients, "node_modules", "aws-amplify"))
            ? null
            : "no client: npm ci --prefix eng/clients/javascript";

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
    Boto3,
    JavaScript,
    Amplify,
}

using System.Diagnostics;
using System.Text.Json;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Identity;

/// <summary>AWS's own JavaScript client, with its own SRP, against the stack's pool.</summary>
public sealed class JavaScriptClientTests(RunningStack stack) : IClassFixture<RunningStack>
{
    [NodeFact]
    public async Task Signs_up_confirms_signs_in_by_SRP_refreshes_and_signs_out()
    {
        var pool = new UserPoolApi(stack);
        var start = new ProcessStartInfo("node")
        {
            WorkingDirectory = NodeFactAttribute.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] arguments =
        [
            "journey.js", stack.Ready.EdgeUrl.GetLeftPart(UriPartial.Authority), pool.PoolId, pool.ClientId,
            "javascript@example.com", "Pässword-with-9-ümlauts",
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var node = Process.Start(start)!;
        var error = node.StandardError.ReadToEndAsync();
        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, await error);

        var journey = JsonDocument.Parse(output).RootElement;
        var sub = journey.GetProperty("userSub").GetString();
        Assert.Equal(sub, journey.GetProperty("me").GetProperty("body").GetProperty("userId").GetString());
        Assert.Equal(200, journey.GetProperty("meAgain").GetProperty("status").GetInt32());
        Assert.Equal("NotAuthorizedException", journey.GetProperty("refused").GetString());
    }

    /// <summary>Skipped by name where node or the client is not installed; .ci/run installs it.</summary>
    private sealed class NodeFactAttribute : FactAttribute
    {
        public NodeFactAttribute()
        {
            if (!Directory.Exists(Path.Combine(Folder, "node_modules", "amazon-cognito-identity-js")))
            {
                Skip = "no client: npm ci --prefix Onboarding.IntegrationTests/Identity/node";
            }
        }

        public static string Folder { get; } =
            Path.Combine(RepositoryFolder.Root, "Onboarding.IntegrationTests", "Identity", "node");
    }
}

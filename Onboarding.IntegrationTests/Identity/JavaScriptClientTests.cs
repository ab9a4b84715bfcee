using System.Text.Json;
using Onboarding.IntegrationTests.Clients;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Identity;

/// <summary>AWS's own JavaScript client, with its own SRP, against the stack's pool.</summary>
public sealed class JavaScriptClientTests(RunningStack stack) : IClassFixture<RunningStack>
{
    [ClientFact(Client.JavaScript)]
    public async Task Signs_up_confirms_signs_in_by_SRP_refreshes_and_signs_out()
    {
        var pool = new UserPoolApi(stack);
        var output = await ChildProcess.RunAsync(
            "node",
            [
                "srp.js", stack.Ready.EdgeUrl.GetLeftPart(UriPartial.Authority), pool.PoolId, pool.ClientId,
                "javascript@example.com", "Pässword-with-9-ümlauts",
            ],
            RepositoryFolder.JavaScriptClients);

        var journey = JsonDocument.Parse(output).RootElement;
        var sub = journey.GetProperty("userSub").GetString();
        Assert.Equal(sub, journey.GetProperty("me").GetProperty("body").GetProperty("userId").GetString());
        Assert.Equal(200, journey.GetProperty("meAgain").GetProperty("status").GetInt32());
        Assert.Equal("NotAuthorizedException", journey.GetProperty("refused").GetString());
    }
}

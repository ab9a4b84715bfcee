using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Onboarding.Functions;
using Onboarding.Functions.Hosting;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.FullFeed;

/// <summary>
/// A function under Amazon.Lambda.TestTool instead of our emulator: the tool's Runtime API, our loop
/// (https://github.com/aws/aws-lambda-dotnet/tree/master/Tools/LambdaTestTool-v2). Its tables are a running stack's.
/// </summary>
[Trait("Category", "Slow")]
public sealed class TestToolTests(RunningStack stack) : IClassFixture<RunningStack>
{
    private const string Function = "GetRegistration";
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(60);

    [TestToolFact]
    public async Task It_invokes_a_function()
    {
        var port = FreePort();
        using var stop = new CancellationTokenSource(GiveUpAfter, TimeProvider.System);
        await using var tool = await StartedTool.StartAsync(port, stop.Token);
        var running = Bootstrap.RunAsync(Environment(port), BootstrapOptions.Default, stop.Token);
        using var http = new HttpClient { BaseAddress = new Uri($"http://localhost:{port}") };
        using var response = await http.PostAsJsonAsync(
            $"/2015-03-31/functions/{Function}/invocations",
            new
            {
                version = "2.0",
                routeKey = "GET /registrations/{userId}",
                rawPath = "/registrations/none",
                headers = new Dictionary<string, string>(),
                pathParameters = new { userId = "none" },
                requestContext = new { http = new { method = "GET", path = "/registrations/none" } },
            },
            stop.Token);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var result = await response.Content.ReadFromJsonAsync<JsonElement>(stop.Token);
        Assert.Equal(404, result.GetProperty("statusCode").GetInt32());
        await stop.CancelAsync();
        Assert.Equal(0, await running);
    }

    private Dictionary<string, string> Environment(int port) => new()
    {
        ["_HANDLER"] = Function,
        ["AWS_LAMBDA_FUNCTION_NAME"] = Function,
        ["AWS_LAMBDA_RUNTIME_API"] = $"localhost:{port}/{Function}",
        ["AWS_ENDPOINT_URL"] = stack.Ready.EdgeUrl.OriginalString,
        ["AWS_REGION"] = "us-east-1",
        ["AWS_ACCESS_KEY_ID"] = "test",
        ["AWS_SECRET_ACCESS_KEY"] = "test",
        ["USERS_TABLE"] = stack.Ready.Outputs["UsersTableName"],
    };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

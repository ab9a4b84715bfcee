using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Onboarding.IntegrationTests.Clients;
using Onboarding.IntegrationTests.Host;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Documents;

/// <summary>
/// Every command that the README names is run, in processes of their own, as a person types it. What is changed: the
/// port is a free one, and the dashboard stays away.
/// </summary>
[Trait("Category", "Slow")]
public sealed partial class ReadmeCommandTests
{
    private const string Host = "dotnet run --project Onboarding.AppHost";

    /// <summary>What this class does not run: who runs it, or that it needs an AWS account.</summary>
    private static readonly string[] RunElsewhere =
    [
        // .ci/run
        "dotnet test Onboarding.sln",
        // .ci/run; Traces/DashboardTests start what it brings
        "npm install --prefix eng/aspire",
        // Deploy/PublishTests
        "eng/package.sh",
        // Documents/DockerTests, where there is an engine
        "docker compose up --wait",
        // eng/probe-full-feed.sh, where the feed has the packages
        "FullFeed=true " + Host,
        // WatchCommandTests
        "dotnet watch --project Onboarding.AppHost",
        // Mail/SandboxTests
        Host + " -- --ses sandbox",
        // Backends/DynamoDbLocalTests
        Host + " -- --aws dynamodb=http://127.0.0.1:8000",
        // Both need an AWS account. Deploy/DeployScriptTests and TeardownScriptTests run them against stand-ins.
        "eng/deploy.sh --mail-from you@example.com",
        "eng/teardown.sh",
    ];

    private static readonly string[] ThatServe =
    [
        Host,
        Host + " -- aws",
        Host + " -- --functions process",
        Host + " -- --data .data",
        Host + " -- --parameter AllowedOrigins=http://localhost:9000",
        Host + " -- --region eu-west-1 --account 111122223333",
        Host + " -- --allowed-host host.docker.internal",
    ];

    private static readonly string[] ThatEnd = [Host + " -- demo", Host + " -- --help"];

    private static readonly string[] OfASecondTerminal =
    [
        "KEY=onb_…",
        "LOCATION=$(curl -o /dev/null -w '%header{location}' http://127.0.0.1:4566/register -H \"x-api-key: $KEY\" "
            + "-H 'content-type: application/json' "
            + "-d '{\"email\":\"ada@example.com\",\"name\":\"Ada Lovelace\",\"phone\":\"+442079460000\"}')",
        "curl http://127.0.0.1:4566$LOCATION",
        "curl http://127.0.0.1:4566/_localaws/mail",
        Host + " -- keys create --name web --rate 10",
        Host + " -- users seed users.jsonl",
        "export AWS_ENDPOINT_URL=http://127.0.0.1:4566 AWS_DEFAULT_REGION=us-east-1 AWS_ACCESS_KEY_ID=test "
            + "AWS_SECRET_ACCESS_KEY=test",
        "aws --endpoint-url $AWS_ENDPOINT_URL dynamodb scan --table-name onboarding-UsersTable",
        "aws --endpoint-url $AWS_ENDPOINT_URL s3 ls",
        "curl -X POST http://127.0.0.1:4566/_localaws/reset",
    ];

    public static TheoryData<string> Serving => [.. ThatServe];

    public static TheoryData<string> Ending => [.. ThatEnd];

    [Fact]
    public void There_is_no_command_that_no_test_runs()
    {
        string[] known = [.. RunElsewhere, .. ThatServe, .. ThatEnd, .. OfASecondTerminal];
        Assert.Equal(Commands().Order(StringComparer.Ordinal), known.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Serving))]
    public async Task What_serves_gets_ready_and_ends_on_Ctrl_C(string command)
    {
        using var folder = new TemporaryFolder();
        await using var host = HostProcess.Start(ArgumentsOf(command, folder));
        var ready = await host.ReadyAsync();
        if (ready.TryGetProperty("apiUrl", out var api) && api.ValueKind == JsonValueKind.String)
        {
            using var http = new HttpClient { BaseAddress = new Uri(api.GetString()!) };
            http.DefaultRequestHeaders.Add("x-api-key", ready.GetProperty("apiKey").GetString());
            await AssertCompletesAsync(http);
        }

        host.Interrupt();
        Assert.Equal(0, await host.ExitedAsync());
    }

    [Theory]
    [MemberData(nameof(Ending))]
    public async Task What_ends_by_itself_succeeds(string command)
    {
        using var folder = new TemporaryFolder();
        await using var host = HostProcess.Start(ArgumentsOf(command, folder));
        Assert.True(await host.ExitedAsync() == 0, host.Error);
        Assert.NotEqual("", host.Output);
    }

    [ClientFact(Client.AwsCli)]
    public async Task The_second_terminal_reaches_what_the_first_one_started()
    {
        using var folder = new TemporaryFolder();
        await using var host = HostProcess.Start(ArgumentsOf(Host, folder));
        var ready = await host.ReadyAsync();
        var url = ready.GetProperty("edgeUrl").GetString()!.TrimEnd('/');
        await File.WriteAllTextAsync(
            Path.Combine(folder.Path, "users.jsonl"),
            """{"email":"seeded@example.com","name":"Seeded","password":"Correct-Horse-7-Battery"}""");
        var program = $"dotnet {Path.Combine(AppContext.BaseDirectory, "Onboarding.AppHost.dll")}";
        var script = string.Join('\n', OfASecondTerminal)
            .Replace("onb_…", ready.GetProperty("apiKey").GetString(), StringComparison.Ordinal)
            .Replace("http://127.0.0.1:4566", url, StringComparison.Ordinal)
            .Replace("--rate 10", $"--rate 10 --endpoint {url}", StringComparison.Ordinal)
            .Replace("users.jsonl", $"users.jsonl --endpoint {url}", StringComparison.Ordinal)
            .Replace(Host + " --", program, StringComparison.Ordinal)
            .Replace("curl ", "curl --silent --show-error ", StringComparison.Ordinal);
        var output = await ChildProcess.BashAsync(script, folder.Path);
        foreach (var expected in new[] { "\"userId\"", "onb_", "1 created", "\"Items\"", "{\"status\":\"reset\"}" })
        {
            Assert.Contains(expected, output, StringComparison.Ordinal);
        }
    }

    private static async Task AssertCompletesAsync(HttpClient api)
    {
        using var answer = await api.PostAsJsonAsync(
            "/register", new { email = "readme@example.com", name = "Read Me", phone = "+442079460000" });
        Assert.Equal(System.Net.HttpStatusCode.Accepted, answer.StatusCode);
        var started = Stopwatch.GetTimestamp();
        while ((await api.GetFromJsonAsync<JsonElement>(answer.Headers.Location)).GetProperty("status").GetString()
            != "completed")
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(30), "not completed in 30 s");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    private static string[] ArgumentsOf(string command, TemporaryFolder folder)
    {
        var arguments = command[Host.Length..].Replace(".data", Path.Combine(folder.Path, "data"))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => word != "--").ToList();
        return arguments.Contains("--help")
            ? [.. arguments]
            : arguments.Contains("demo")
                ? [.. arguments, "--port", "0", "--no-dashboard"]
                : [.. arguments, "--port", "0", "--no-dashboard", "--ready-file", "{ready}"];
    }

    /// <summary>The lines of the README's sh blocks, and the commands in its tables and sentences.</summary>
    private static List<string> Commands()
    {
        var readme = File.ReadAllText(Path.Combine(RepositoryFolder.Root, "README.md"));
        var blocks = ShellBlock().Matches(readme)
            .SelectMany(block => block.Groups[1].Value.Replace("\\\n", "").Split('\n'));
        var inline = InlineCommand().Matches(ShellBlock().Replace(readme, "")).Select(m => m.Groups[1].Value);
        return [.. blocks.Concat(inline)
            .Select(line => Spaces().Replace(Comment().Replace(line, ""), " ").Trim())
            .Where(line => line.Length > 0)
            .Distinct()];
    }

    [GeneratedRegex("```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex ShellBlock();

    [GeneratedRegex("`((?:FullFeed=true )?(?:dotnet|npm|curl|aws|sam|docker) [^`]+)`")]
    private static partial Regex InlineCommand();

    [GeneratedRegex(" +# .*$")]
    private static partial Regex Comment();

    [GeneratedRegex(" +")]
    private static partial Regex Spaces();
}

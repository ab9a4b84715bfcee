using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Onboarding.IntegrationTests.Host;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Documents;

/// <summary><c>docker-compose.yml</c>, as far as this machine's tools go.</summary>
[Trait("Category", "Slow")]
public sealed partial class DockerTests
{
    private const string ApiUrl = "http://127.0.0.1:4566";

    private static readonly string[] Variables =
        ["AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL_S3", "OTEL_EXPORTER_OTLP_ENDPOINT"];

    [ComposeFact]
    public async Task Compose_reads_the_file_with_every_profile()
    {
        string[] profiles = ["--profile", "localstack", "--profile", "dashboard"];
        var services = await ComposeFactAttribute.RunAsync([.. profiles, "config", "--services"]);
        Assert.Equal(["dashboard", "localstack", "onboarding"], services.Split('\n').Where(s => s != "").Order());

        var whole = await ComposeFactAttribute.RunAsync([.. profiles, "config"]);
        Assert.Contains("localstack/localstack:4.14.0", whole, StringComparison.Ordinal);
        Assert.DoesNotContain(":latest", whole, StringComparison.Ordinal);
        Assert.All(Variables, variable => Assert.Contains(variable, whole, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_file_publishes_nothing_beyond_this_machine_and_needs_no_token()
    {
        var file = await File.ReadAllTextAsync(Path.Combine(RepositoryFolder.Root, "docker-compose.yml"));
        var ports = PublishedPort().Matches(file);
        Assert.Equal(3, ports.Count);
        Assert.All(ports, port => Assert.StartsWith("127.0.0.1:", port.Groups[1].Value, StringComparison.Ordinal));
        Assert.DoesNotContain("AUTH_TOKEN", file, StringComparison.Ordinal);
    }

    /// <summary>What the Dockerfile publishes, in an empty environment, from a folder that cannot be written.</summary>
    [Fact]
    public async Task What_the_image_holds_gets_ready_and_registers_a_user()
    {
        using var folder = new TemporaryFolder();
        var dockerfile = await File.ReadAllTextAsync(Path.Combine(RepositoryFolder.Root, "Dockerfile"));
        var app = Path.Combine(folder.Path, "app");
        var publish = RunLine().Match(dockerfile).Groups[1].Value.Replace("/app", app, StringComparison.Ordinal);
        await ChildProcess.BashAsync($"{publish} --nologo -v q");
        var registered = await ChildProcess.BashAsync($$"""
            chmod -R a-w {{app}}; cd {{app}}
            ready={{folder.Path}}/ready.json
            value() { sed -n "s/.*\"$1\": \"\(.*\)\",/\1/p" $ready; }
            env -i PATH="$PATH" DOTNET_EnableDiagnostics=0 dotnet Onboarding.AppHost.dll --no-dashboard --port 0 \
              --functions process --ready-file $ready > {{folder.Path}}/log &
            host=$!
            trap 'kill $host; wait $host; chmod -R u+w {{app}}' EXIT
            until [ -f $ready ]; do kill -0 $host; sleep 0.1; done
            url=$(value apiUrl)
            env -i PATH="$PATH" dotnet Onboarding.AppHost.dll health --port ${url##*:}
            curl -sS --fail-with-body $url/register -H "x-api-key: $(value apiKey)" \
              -H 'content-type: application/json' \
              -d '{"email":"ada@example.com","name":"Ada Lovelace","phone":"+442079460000"}'
            """);
        Assert.Contains("pending", registered, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task Compose_brings_it_up_and_it_registers_a_user()
    {
        await ComposeFactAttribute.RunAsync(["up", "--detach", "--build", "--wait"]);
        try
        {
            var ready = await ComposeFactAttribute.RunAsync(["logs", "onboarding"]);
            using var http = new HttpClient { BaseAddress = new Uri(ApiUrl) };
            http.DefaultRequestHeaders.Add("x-api-key", DevelopmentKey().Match(ready).Value);
            using var body = new StringContent(
                """{"email":"ada@example.com","name":"Ada Lovelace","phone":"+442079460000"}""",
                Encoding.UTF8,
                "application/json");
            using var response = await http.PostAsync("/register", body);
            Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        }
        finally
        {
            await ComposeFactAttribute.RunAsync(["down"]);
        }
    }

    [GeneratedRegex("""^      - "([\d.:]+)"$""", RegexOptions.Multiline)]
    private static partial Regex PublishedPort();

    [GeneratedRegex("^RUN (dotnet publish .*)$", RegexOptions.Multiline)]
    private static partial Regex RunLine();

    [GeneratedRegex("onb_[0-9a-f]{12}_[0-9a-f]{40}")]
    private static partial Regex DevelopmentKey();
}

using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Amazon.S3;
using Onboarding.AppHost.Graph;
using Onboarding.ServiceDefaults.Telemetry;
using OpenTelemetry.Trace;

namespace Onboarding.IntegrationTests.Stack;

/// <summary>The whole stack on a free port, with the clients that people use.</summary>
public class RunningStack : IAsyncLifetime
{
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(30);

    private readonly OnboardingOptions _options;
    private readonly StringBuilder _lines = new();
    private readonly TextWriter _log;
    private OnboardingApp _app = null!;

    /// <summary>The stack as a developer starts it.</summary>
    public RunningStack()
        : this(new OnboardingOptions())
    {
    }

    internal RunningStack(OnboardingOptions options)
    {
        _log = TextWriter.Synchronized(new StringWriter(_lines));
        _options = options with
        {
            Port = 0,
            Dashboard = false,
            Remote = Backend.ForOneStack(),
            Telemetry = new TelemetryOptions
            {
                ConfigureTracing = tracing => tracing.AddProcessor(Spans),
                LogOutput = _log,
            },
        };
    }

    public HttpClient Api { get; private set; } = null!;

    internal ReadyFile Ready => _app.Describe();

    /// <summary>What every service of the stack is given.</summary>
    internal TelemetryOptions Telemetry => _options.Telemetry;

    internal SpanCollector Spans { get; } = new();

    /// <summary>Every line that a function logged.</summary>
    internal string Logs
    {
        get
        {
            // A logger holds its writer while it writes a line.
            lock (_log)
            {
                return _lines.ToString();
            }
        }
    }

    internal AmazonDynamoDBClient DynamoDb { get; private set; } = null!;

    internal AmazonS3Client S3 { get; private set; } = null!;

    /// <summary>For a command that signs where the stack's tables are.</summary>
    internal IReadOnlyDictionary<string, string> KeyVariables => _options.Remote.Keys is { } keys
        ? new Dictionary<string, string>
        {
            ["AWS_ACCESS_KEY_ID"] = keys.AccessKeyId,
            ["AWS_SECRET_ACCESS_KEY"] = keys.SecretAccessKey,
        }
        : new Dictionary<string, string>();

    internal static async Task<RunningStack> StartAsync(OnboardingOptions options)
    {
        var stack = new RunningStack(options);
        await stack.InitializeAsync();
        return stack;
    }

    public virtual async Task InitializeAsync()
    {
        _app = await OnboardingApp.StartAsync(_options);
        Api = new HttpClient { BaseAddress = Ready.ApiUrl };
        Api.DefaultRequestHeaders.Add("x-api-key", Ready.ApiKey);
        var keys = _options.Remote.Keys;
        var root = new BasicAWSCredentials(keys?.AccessKeyId ?? "test", keys?.SecretAccessKey ?? "test");
        DynamoDb = new AmazonDynamoDBClient(root, Configure(new AmazonDynamoDBConfig(), "dynamodb"));
        S3 = new AmazonS3Client(root, Configure(new AmazonS3Config(), "s3"));
    }

    public virtual async Task DisposeAsync()
    {
        Api.Dispose();
        DynamoDb.Dispose();
        S3.Dispose();
        await _app.DisposeAsync();
    }

    /// <summary>Registers and returns the new user's id; fails on any other answer than 202.</summary>
    internal async Task<string> RegisteredAsync(object body)
    {
        using var response = await this.RegisterAsync(body);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == System.Net.HttpStatusCode.Accepted, $"{response.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement.GetProperty("userId").GetString()!;
    }

    /// <summary>Follows a registration until its status is one of those given.</summary>
    internal Task<JsonElement> ReachedAsync(string userId, params string[] statuses) => EventuallyAsync(
        () => Api.GetFromJsonAsync<JsonElement>($"/registrations/{userId}"),
        registration => statuses.Contains(registration.GetProperty("status").GetString()),
        $"not {string.Join(" or ", statuses)}");

    /// <summary>A user's item in the Users table; empty where there is none.</summary>
    internal Task<Dictionary<string, AttributeValue>> UserItemAsync(string userId) =>
        ItemAsync("UsersTableName", "userId", userId);

    /// <summary>An item of the Identities table, for example <c>email#…</c>; empty where there is none.</summary>
    internal Task<Dictionary<string, AttributeValue>> IdentityItemAsync(string identity) =>
        ItemAsync("IdentitiesTableName", "identity", identity);

    /// <summary>A user's item in the TenantUsers table, once the workflow has put it there.</summary>
    internal async Task<Dictionary<string, AttributeValue>> JoinedAsync(string tenantId, string userId)
    {
        var key = new Dictionary<string, AttributeValue> { ["tenantId"] = new(tenantId), ["userId"] = new(userId) };
        return await EventuallyAsync(
            async () => (await DynamoDb.GetItemAsync(Ready.Outputs["TenantUsersTableName"], key)).Item,
            item => item is { Count: > 0 },
            $"user {userId} is not in tenant {tenantId}");
    }

    /// <summary>Looks until what there is is what is wanted; returns it.</summary>
    internal static async Task<T> EventuallyAsync<T>(Func<Task<T>> look, Func<T, bool> isWanted, string otherwise)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var found = await look();
            if (isWanted(found))
            {
                return found;
            }

            Assert.True(Stopwatch.GetElapsedTime(started) < GiveUpAfter, $"{otherwise}: {found}");
            await Task.Delay(PollEvery, TimeProvider.System);
        }
    }

    /// <summary>The mails to one address, newest first, as the mailbox lists them.</summary>
    internal async Task<IReadOnlyList<JsonElement>> MailsAsync(string to)
    {
        var mails = await Api.GetFromJsonAsync<JsonElement>($"{Ready.MailboxUrl}?to={Uri.EscapeDataString(to)}");
        return [.. mails.EnumerateArray()];
    }

    internal static StringContent Json(object body) =>
        new(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");

    /// <param name="service">As signatures name it; null for one that is never elsewhere.</param>
    internal TConfig Configure<TConfig>(TConfig config, string? service = null)
        where TConfig : ClientConfig
    {
        var url = service is null ? Ready.EdgeUrl : Ready.Endpoints.GetValueOrDefault(service, Ready.EdgeUrl);
        config.ServiceURL = url.OriginalString;
        config.AuthenticationRegion = _options.Region;
        return config;
    }

    private async Task<Dictionary<string, AttributeValue>> ItemAsync(string table, string key, string value) =>
        (await DynamoDb.GetItemAsync(Ready.Outputs[table], new() { [key] = new(value) })).Item ?? [];
}

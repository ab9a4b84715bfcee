using System.Collections.Concurrent;
using System.Diagnostics;
using Onboarding.Functions.Hosting;
using Onboarding.Functions.Randomness;
using Onboarding.Functions.Tests.Stack;
using Onboarding.ServiceDefaults.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace Onboarding.Functions.Tests.Hosting;

/// <summary>
/// A function as it runs on Lambda: Bootstrap polling a Runtime API, with one server in place of AWS. Each has a
/// service name of its own, so that tests side by side do not see each other's spans.
/// </summary>
internal sealed class FunctionUnderTest : IAsyncDisposable
{
    private static int _count;

    private readonly CancellationTokenSource _stopping = new();
    private readonly StringWriter _logs = new();

    private FunctionUnderTest(string name, RuntimeApi api, LocalServer aws, LocalServer bus)
    {
        Name = name;
        Api = api;
        Aws = aws;
        Bus = bus;
    }

    /// <summary>Of the function, of its spans' source and of its meter.</summary>
    public string Name { get; }

    public RuntimeApi Api { get; }

    public LocalServer Aws { get; }

    /// <summary>EventBridge: for the followers of the Users table a server of its own.</summary>
    public LocalServer Bus { get; }

    public ConcurrentQueue<Activity> Spans { get; } = [];

    public Task<int> Exit { get; private set; } = Task.FromResult(0);

    public string Logs
    {
        get
        {
            lock (_logs)
            {
                return _logs.ToString();
            }
        }
    }

    /// <summary>Everything that left the function as a log or a span.</summary>
    public string Seen() => Logs + string.Join('\n', Spans.SelectMany(span =>
        span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}")
            .Append(span.DisplayName)
            .Append(span.StatusDescription)
            .Concat(span.Events.SelectMany(e => e.Tags.Select(tag => $"{tag.Value}")))));

    /// <param name="bus">
    /// What EventBridge answers. By default it takes what the stream's followers publish; of others it is AWS's.
    /// </param>
    public static async Task<FunctionUnderTest> StartAsync(
        string handler, Func<WireRequest, WireResponse> aws, Dictionary<string, string>? settings = null,
        int timeoutMilliseconds = 30_000, TimeProvider? time = null,
        RandomSource? random = null, Func<WireRequest, WireResponse>? bus = null)
    {
        var api = await new RuntimeApi { TimeoutMilliseconds = timeoutMilliseconds }.StartAsync();
        var server = await LocalServer.StartAsync(aws);
        var eventBus = bus is null && !DeployedFunctions.OnUsers.Contains(handler)
            ? server
            : await LocalServer.StartAsync(bus ?? (request => BusWire.Answer(request)));
        var name = $"{handler}-{Interlocked.Increment(ref _count)}";
        var environment = new Dictionary<string, string>
        {
            ["_HANDLER"] = handler,
            ["AWS_LAMBDA_RUNTIME_API"] = api.Address,
            ["AWS_LAMBDA_FUNCTION_NAME"] = name,
            ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = "512",
            ["AWS_REGION"] = "us-east-1",
            ["AWS_ACCESS_KEY_ID"] = "test",
            ["AWS_SECRET_ACCESS_KEY"] = "test",
            ["AWS_ENDPOINT_URL"] = server.Url,
            ["AWS_ENDPOINT_URL_EVENTBRIDGE"] = eventBus.Url,
            ["USERS_TABLE"] = "Users",
            ["IDENTITIES_TABLE"] = "Identities",
            ["TENANT_USERS_TABLE"] = "TenantUsers",
            ["INVITATIONS_TABLE"] = "Invitations",
            ["USER_POOL_ID"] = "us-east-1_pool",
            ["EVENT_BUS"] = "onboarding-bus",
            ["APPLICATION"] = "onboarding",
            ["API_KEYS_TABLE"] = "ApiKeys",
            ["BUCKET_PREFIX"] = "onboarding-user-",
            ["AUDIT_LOG_TABLE"] = "AuditLog",
            ["AUDIT_RETENTION_DAYS"] = "365",
            ["DATA_LAKE_BUCKET"] = "data-lake",
            ["PERSONALISATION_ENDPOINT"] = "personalisation",
            ["SWEEP_OPEN_MINUTES"] = "90",
            ["SWEEP_UNVERIFIED_MINUTES"] = "60",
            ["SWEEP_ATTEMPTS_MAX"] = "3",
            ["MAIL_FROM"] = "welcome@example.com",
            ["MAIL_CONFIGURATION_SET"] = "onboarding-mail",
            ["RDAP_URL"] = server.Url + "/rdap",
        };
        foreach (var (setting, value) in settings ?? [])
        {
            environment[setting] = value;
        }

        var function = new FunctionUnderTest(name, api, server, eventBus);
        var options = new BootstrapOptions
        {
            Time = time ?? TimeProvider.System,
            Random = random ?? RandomSource.System,
            Telemetry = new TelemetryOptions
            {
                ConfigureTracing = builder => builder.AddProcessor(new Collector(function.Spans)),
                LogOutput = function._logs,
            },
        };
        function.Exit = Task.Run(() => Bootstrap.RunAsync(environment, options, function._stopping.Token));
        return function;
    }

    public Task<Posted> InvokeAsync(string payload, string? traceId = null) => Api.InvokeAsync(payload, traceId);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Exit;
        await Api.DisposeAsync();
        await Aws.DisposeAsync();
        if (Bus != Aws)
        {
            await Bus.DisposeAsync();
        }

        _stopping.Dispose();
        await _logs.DisposeAsync();
    }

    private sealed class Collector(ConcurrentQueue<Activity> spans) : BaseProcessor<Activity>
    {
        public override void OnEnd(Activity data) => spans.Enqueue(data);
    }
}

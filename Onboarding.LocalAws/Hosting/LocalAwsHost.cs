using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.Hosting.Views;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Kernel.Running;
using Onboarding.LocalAws.Lambda;
using Onboarding.LocalAws.Ses;

namespace Onboarding.LocalAws.Hosting;

/// <summary>
/// An AWS of one's own in this process: one loopback port that speaks the wire protocols of every service it plays.
/// </summary>
public sealed class LocalAwsHost : IAsyncDisposable
{
    private readonly EdgeServer _server;

    private readonly StateJournal _state;

    private readonly Heartbeat _heartbeat;

    private readonly SpanStore? _spans;

    private LocalAwsHost(
        EdgeServer server, HostServices services, StateJournal state, Heartbeat heartbeat, SpanStore? spans)
    {
        _server = server;
        _state = state;
        _heartbeat = heartbeat;
        _spans = spans;
        Services = services;
        var wait = new Wait(services.Options.SystemTime);
        Mailbox = new ReceivedMails(services.Module<SesModule>().Mailbox, wait);
        EventSources = new EventSources(services.Module<LambdaModule>(), wait);
        Traces = new CollectedTraces(spans, wait);
        Control = new HostControl(services);
    }

    /// <summary>What <c>AWS_ENDPOINT_URL</c> is set to, for example <c>http://127.0.0.1:4566</c>.</summary>
    public Uri EdgeUrl => _server.Url;

    /// <summary>What <c>AWS_REGION</c> is set to.</summary>
    public string Region => Services.Context.Scope.Region;

    /// <summary>What <c>AWS_ACCESS_KEY_ID</c> is set to: the root user's.</summary>
    public string AccessKeyId => Services.Context.Credentials.Root.AccessKeyId;

    /// <summary>What <c>AWS_SECRET_ACCESS_KEY</c> is set to.</summary>
    public string SecretAccessKey => Services.Context.Credentials.Root.SecretAccessKey;

    /// <summary>
    /// The variables that point every SDK and the AWS CLI here
    /// (https://docs.aws.amazon.com/sdkref/latest/guide/environment-variables.html), for a process that a test starts.
    /// </summary>
    public IReadOnlyDictionary<string, string> EnvironmentVariables => new Dictionary<string, string>
    {
        ["AWS_ENDPOINT_URL"] = EdgeUrl.GetLeftPart(UriPartial.Authority),
        ["AWS_REGION"] = Region,
        ["AWS_DEFAULT_REGION"] = Region,
        ["AWS_ACCESS_KEY_ID"] = AccessKeyId,
        ["AWS_SECRET_ACCESS_KEY"] = SecretAccessKey,
    };

    /// <summary>The template that runs: its API's URL, outputs and physical ids.</summary>
    /// <exception cref="InvalidOperationException">The host runs no template.</exception>
    public DeployedStack Stack =>
        Services.Deployment?.Stack ?? throw new InvalidOperationException("this host runs no template");

    /// <summary>Every mail that was sent.</summary>
    public ReceivedMails Mailbox { get; }

    /// <summary>What brings stream records and messages to functions.</summary>
    public EventSources EventSources { get; }

    /// <summary>The spans of this host, where <see cref="LocalAwsOptions.TraceSources"/> says so.</summary>
    public CollectedTraces Traces { get; }

    /// <summary>What a person does to it while it runs.</summary>
    public HostControl Control { get; }

    internal HostServices Services { get; }

    /// <summary>Starts a host with a template and the code of its functions, ready once this completes.</summary>
    /// <param name="configure">Called once, before anything starts.</param>
    /// <param name="stop">Gives the start up.</param>
    /// <exception cref="LocalAwsException">
    /// Wrong options, no such template, a fault in it (with file and line), or a function without code.
    /// </exception>
    public static async Task<LocalAwsHost> StartAsync(
        Action<LocalAwsSetup> configure, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var setup = new LocalAwsSetup();
        configure(setup);
        var template = setup.FindTemplate();
        var host = await StartAsync(setup.ToOptions(template), stop);
        try
        {
            if (template is not null)
            {
                await host.DeployAsync(setup.ToStack(template), stop);
            }

            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a host without a template; <see cref="DeployAsync"/> gives it one.</summary>
    /// <param name="options">Validated here, all faults in one message.</param>
    /// <param name="stop">Gives the start up.</param>
    /// <exception cref="LocalAwsException">Wrong options, or a port or data folder that cannot be used.</exception>
    public static async Task<LocalAwsHost> StartAsync(LocalAwsOptions options, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        StateJournal? state = null;
        HostServices? services = null;
        EdgeServer? server = null;
        var spans = options.TraceSources.Count > 0 ? new SpanStore(options.TraceSources) : null;
        try
        {
            state = Open(options);
            services = new HostServices(options, state);
            services.Start();
            var dispatcher = services.CreateDispatcher();
            server = await EdgeServer.StartAsync(options, dispatcher.HandleAsync, stop);
            services.Context.EdgeUrl = server.Url;
            if (spans is not null)
            {
                spans.Port = server.Url.Port;
            }

            if (!options.AwaitsStack)
            {
                services.Resume();
            }

            var heartbeat = new Heartbeat(
                services.Context.Time,
                options.SystemTime,
                state.Heartbeat,
                state.Durability,
                options.Logging.CreateLogger<Heartbeat>());
            heartbeat.Start();
            return new LocalAwsHost(server, services, state, heartbeat, spans);
        }
        catch (Exception e)
        {
            spans?.Dispose();
            await (services?.StopAsync() ?? Task.CompletedTask);
            await (server?.DisposeAsync() ?? ValueTask.CompletedTask);
            services?.Dispose();
            await (state?.DisposeAsync() ?? ValueTask.CompletedTask);
            if (e is JournalException)
            {
                throw new LocalAwsException(e.Message, e);
            }

            throw;
        }
    }

    /// <summary>Makes a template run here: one per host, made anew by <c>POST /_localaws/reset</c>.</summary>
    /// <exception cref="LocalAwsException">The template has faults, or something in it cannot be created.</exception>
    public async Task<DeployedStack> DeployAsync(StackOptions options, CancellationToken stop = default)
    {
        var deployment = new StackDeployment(options, EdgeUrl, Services);
        var stack = await deployment.RunAsync(stop);
        Services.Deployment = deployment;
        return stack;
    }

    /// <summary>What runs here now.</summary>
    public HostView Inspect() => new HostInspection(Services).Read();

    /// <summary>
    /// Forgets everything, and provisions the template anew: tables, queues, mails and pools are empty as after the
    /// start. Physical ids stay, but for those that AWS draws anew. Collected traces stay.
    /// </summary>
    /// <param name="stop">Ends the wait for another reset, and the provisioning.</param>
    /// <exception cref="LocalAwsException">
    /// The template has faults, something in it cannot be created, or the data folder cannot be written.
    /// </exception>
    public async Task ResetAsync(CancellationToken stop = default)
    {
        try
        {
            await Services.ResetAsync(stop);
        }
        catch (JournalException e)
        {
            throw new LocalAwsException(e.Message, e);
        }
    }

    /// <summary>
    /// Functions first: one that still runs needs the edge for its response. The journal last: it takes every change.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        await Services.StopAsync();
        await _server.DisposeAsync();
        await _heartbeat.DisposeAsync();
        Services.Dispose();
        await _state.DisposeAsync();
        _spans?.Dispose();
    }

    /// <exception cref="JournalException">The data folder is in use, or cannot be used.</exception>
    private static StateJournal Open(LocalAwsOptions options)
    {
        if (options.DataFolder is not { } folder)
        {
            return StateJournal.InMemory();
        }

        // Both are parts of ARNs that lie in the state.
        var owner = $"{options.AccountId}/{options.Region}";
        var journal = Journal.Open(
            folder.FullName, owner, options.Journal, options.Logging.CreateLogger<Journal>());
        return StateJournal.In(journal, folder.FullName);
    }
}

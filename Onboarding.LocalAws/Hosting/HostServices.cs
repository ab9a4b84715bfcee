using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.Cognito;
using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.CognitoIdentity;
using Onboarding.LocalAws.DynamoDb;
using Onboarding.LocalAws.DynamoDbStreams;
using Onboarding.LocalAws.EventBridge;
using Onboarding.LocalAws.Hosting.Control;
using Onboarding.LocalAws.HttpApi;
using Onboarding.LocalAws.HttpApi.Authorizers;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Kernel.Running;
using Onboarding.LocalAws.Lambda;
using Onboarding.LocalAws.Lambda.AsyncInvoke;
using Onboarding.LocalAws.Lambda.Control;
using Onboarding.LocalAws.Lambda.EventSources;
using Onboarding.LocalAws.Lambda.RuntimeApi;
using Onboarding.LocalAws.Provisioning;
using Onboarding.LocalAws.Rdap;
using Onboarding.LocalAws.S3;
using Onboarding.LocalAws.S3.Contents;
using Onboarding.LocalAws.SesV2;
using Onboarding.LocalAws.SesV2.Control;
using Onboarding.LocalAws.SesV2.Store;
using Onboarding.LocalAws.Sqs;
using Onboarding.LocalAws.Sts;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Edge;
using Onboarding.LocalAws.Wire.SigV4;
using Onboarding.LocalAws.Wiring;

namespace Onboarding.LocalAws.Hosting;

/// <summary>The composition root: every service, endpoint and control page of one host, made once.</summary>
internal sealed class HostServices : IAsyncDisposable
{
    /// <summary>One reset at a time: two would provision into each other.</summary>
    private readonly SemaphoreSlim _resetting = new(1, 1);

    private readonly HostJournal _journal;

    private readonly TimeSpan _stopPatience;

    /// <exception cref="JournalException">The data folder cannot be read.</exception>
    public HostServices(LocalAwsOptions given, HostJournal journal)
    {
        _stopPatience = given.StopPatience;
        Time = new RunningTime(given.Time, given.SystemTime, journal.RunningTime);
        var options = given with { Time = Time };
        Scope = new AwsScope(options.AccountId, options.Region);
        Random = RandomSource.System;
        Credentials = new CredentialStore(Scope, Random, Time);
        Authenticator = new EdgeAuthenticator(
            new SigV4Verifier(Credentials, Scope, Time), Credentials, options.Iam == IamMode.Enforce);
        Logging = options.Logging;

        _journal = journal;
        Gate = new EdgeGate(new OwnHosts(options.AllowedHosts));

        DynamoDb = new DynamoDbService(Scope, Time, Random, journal.Tables);
        DynamoDbStreams = new DynamoDbStreamsService(DynamoDb.Database, Scope, Time);
        S3 = new S3Service(
            Scope, Time, journal.Buckets, CreateContents(options, journal, Random), options.BucketCountMax);
        SesV2 = new SesV2Service(
            Scope, Time, Random, new Mailbox(journal.Mail), new EmailIdentities(journal.Identities));
        Sqs = new SqsService(Scope, Time, Random, journal.Queues, Logging);
        Checkpoints = new MappingCheckpoints(journal.Checkpoints);
        AsyncEvents = new AsyncEvents(journal.AsyncEvents);
        UserPools = new UserPools(journal.UserPools);
        Restore();
        Sweeper = new TimeToLiveSweeper(DynamoDb.Database, Time, Logging.CreateLogger<TimeToLiveSweeper>());

        Functions = LambdaComposition.Create(options, Scope, Credentials, Random, GetEdgeUrl);
        var parts = new CognitoParts(UserPools, SesV2.Mailbox, Functions, journal.WhenDurable);
        Cognito = CognitoComposition.Create(options, Scope, parts, Random, GetEdgeUrl);

        EventSources = LambdaComposition.CreateEventSources(
            new MappingParts(Functions, Sqs.Queues, Checkpoints), Time, Random, Logging);
        AsyncInvoker = new AsyncInvoker(
            Functions, AsyncEvents, journal.WhenDurable, Time, Logging.CreateLogger<AsyncInvoker>());
        var lambda = new LambdaService(Functions, AsyncInvoker, EventSources);
        EventBridge = new EventBridgeService(
            Scope, new EventTargets(Functions, AsyncInvoker, Sqs.Queues, Random), Time, Random, Logging);
        AsyncInvoker.Destinations = new AsyncDestinations(Sqs.Queues, Functions, AsyncInvoker, EventBridge, Random);
        AwsServices =
        [
            DynamoDb, DynamoDbStreams, S3, SesV2, Sqs, new StsService(Scope), lambda, Cognito, EventBridge,
            new CognitoIdentityService(Scope, new UserPoolLogins(Cognito.IdTokens), Credentials, Random, GetEdgeUrl),
        ];
        JwtKeys = new DiscoveredKeys(Time, Logging.CreateLogger<DiscoveredKeys>());
        Bodies = new BodyBudget(new BodyBudgetOptions(), Time);
        HttpApi = new HttpApiEndpoint(new HttpApiToLambda(Functions), Scope, Time, Random, JwtKeys, Bodies);
        StackRuntime = new StackRuntime(
            Functions,
            new EventSourceCreation(
                Scope, DynamoDb.Database, new QueueLookup(Sqs.Queues, Scope, journal.WhenDurable), Functions,
                EventSources, journal.WhenDurable),
            HttpApi,
            options.FunctionEnvironment);
        ControlPages =
        [
            new HealthPage(journal.FindFailure),
            new RdapPage(),
            new MailPage(SesV2.Mailbox),
            new EventSourcesPage(
                EventSources, new RedeliveryPage(new QueueLookup(Sqs.Queues, Scope, journal.WhenDurable).Find)),
            new ResetPage(ResetAsync),
        ];
    }

    public AwsScope Scope { get; }

    /// <summary>Every service's clock: the calendar of the options; durations are the host's running time.</summary>
    public RunningTime Time { get; }

    public RandomSource Random { get; }

    public CredentialStore Credentials { get; }

    public ILoggerFactory Logging { get; }

    public DynamoDbService DynamoDb { get; }

    public DynamoDbStreamsService DynamoDbStreams { get; }

    public S3Service S3 { get; }

    public SesV2Service SesV2 { get; }

    public SqsService Sqs { get; }

    public LambdaFunctions Functions { get; }

    public EventSourceMappings EventSources { get; }

    public UserPools UserPools { get; }

    public CognitoService Cognito { get; }

    private MappingCheckpoints Checkpoints { get; }

    private EventBridgeService EventBridge { get; }

    public AsyncInvoker AsyncInvoker { get; }

    private AsyncEvents AsyncEvents { get; }

    /// <summary>What provisioning hands functions, mappings and the HTTP API to.</summary>
    public IStackRuntime StackRuntime { get; }

    /// <summary>The template that runs here, which a reset provisions anew; null with none.</summary>
    public StackDeployment? Deployment { get; set; }

    /// <summary>Set once the edge listens; functions are told it.</summary>
    public Uri? EdgeUrl { get; set; }

    private EdgeGate Gate { get; }

    private EdgeAuthenticator Authenticator { get; }

    private TimeToLiveSweeper Sweeper { get; }

    private DiscoveredKeys JwtKeys { get; }

    private HttpApiEndpoint HttpApi { get; }

    /// <summary>Room for the bodies of requests.</summary>
    public BodyBudget Bodies { get; }

    /// <summary>The AWS services behind the edge.</summary>
    public IReadOnlyCollection<IAwsService> AwsServices { get; }

    /// <summary>Pages below <c>/_localaws/</c>.</summary>
    private IReadOnlyCollection<IControlPage> ControlPages { get; }

    public EdgeDispatcher CreateDispatcher() => new(
        Gate,
        [
            new RuntimeApiEndpoint(Functions, Bodies), new ControlEndpoint(ControlPages, _journal.WhenDurable),
            new PreflightEndpoint(), Cognito.Discovery,
        ],
        HttpApi,
        new ServiceTable(AwsServices),
        Authenticator,
        Bodies,
        Random,
        Time,
        Logging.CreateLogger<EdgeDispatcher>(),
        _journal.WhenDurable);

    /// <summary>Writes the state anew and drops the changes that led to it; nothing without a data folder.</summary>
    public Task CompactAsync() => _journal.CompactAsync();

    /// <summary>Before anything runs that reads or changes the state.</summary>
    private void Restore()
    {
        HostJournal.Attach(_journal.Tables, DynamoDb.Database);
        HostJournal.Attach(_journal.Buckets, S3.Store);
        HostJournal.Attach(_journal.Queues, Sqs.Store);
        HostJournal.Attach(_journal.Mail, SesV2.Mailbox);
        HostJournal.Attach(_journal.Identities, SesV2.Identities);
        HostJournal.Attach(_journal.Checkpoints, Checkpoints);
        HostJournal.Attach(_journal.AsyncEvents, AsyncEvents);
        HostJournal.Attach(_journal.UserPools, UserPools);
        HostJournal.Attach(_journal.RunningTime, Time);
        _journal.Start();
        Time.Start(_journal.Heartbeat?.Last);
        S3.Recover();
    }

    private static ContentFolder CreateContents(LocalAwsOptions options, HostJournal journal, RandomSource random)
    {
        var logger = options.Logging.CreateLogger<ContentFolder>();
        return options.DataFolder is { } data
            ? ContentFolder.Below(data, journal.WhenDurable!, random, logger)
            : ContentFolder.Temporary(random, logger);
    }

    private Uri GetEdgeUrl() => EdgeUrl ?? throw new InvalidOperationException("The edge does not listen yet.");

    /// <summary>Forgets everything, functions first, so that nothing writes into what is already empty.</summary>
    /// <exception cref="JournalException">The data folder does not take it.</exception>
    private async Task ResetAsync(CancellationToken stop)
    {
        await _resetting.WaitAsync(stop);
        try
        {
            await _journal.PrepareResetAsync();
            EventSources.Reset();
            EventBridge.Reset();
            AsyncInvoker.Reset();
            Functions.Reset();
            HttpApi.Reset();
            foreach (var service in AwsServices.OfType<IResettable>())
            {
                service.Reset();
            }

            Checkpoints.Clear();
            await _journal.CompleteResetAsync();
            await S3.Contents.SweepAsync();
            await (Deployment?.RunAsync(stop) ?? Task.CompletedTask);
        }
        finally
        {
            _resetting.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        // By the machine's clock: the process must also end where a test turns the host's clock no more.
        using var patience = new CancellationTokenSource(_stopPatience);
        await EventSources.StopAsync(patience.Token);
        await EventBridge.DisposeAsync();
        await AsyncInvoker.DisposeAsync();
        await Functions.StopAsync(patience.Token);
        await Sweeper.DisposeAsync();
        JwtKeys.Dispose();
    }
}

using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.DynamoDb;
using Onboarding.LocalAws.DynamoDb.Store;
using Onboarding.LocalAws.Hosting.Control;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Lambda;
using Onboarding.LocalAws.Lambda.RuntimeApi;
using Onboarding.LocalAws.Rdap;
using Onboarding.LocalAws.S3;
using Onboarding.LocalAws.SesV2;
using Onboarding.LocalAws.SesV2.Control;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Edge;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.Hosting;

/// <summary>The composition root: every service, endpoint and control page of one host, made once.</summary>
internal sealed class HostServices : IAsyncDisposable
{
    /// <summary>How long running invocations may take to end once the host stops.</summary>
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(3);

    public HostServices(LocalAwsOptions options)
    {
        Scope = new AwsScope(options.AccountId, options.Region);
        Time = options.Time;
        Random = RandomSource.System;
        Credentials = new CredentialStore(Scope, Random);
        Authenticator = new EdgeAuthenticator(
            new SigV4Verifier(Credentials, Scope, Time), Credentials, options.Iam == IamMode.Enforce);
        Logging = options.Logging;

        DynamoDb = new DynamoDbService(Scope, Time, Random, new MemoryChangeLog());
        S3 = new S3Service(Scope, Time);
        SesV2 = new SesV2Service(Scope, Time, Random);

        Functions = LambdaComposition.Create(
            options, Scope, Credentials, Random,
            () => EdgeUrl ?? throw new InvalidOperationException("The edge does not listen yet."));

        AwsServices = [DynamoDb, S3, SesV2, new LambdaService(Functions)];
        ControlPages = [new HealthPage(), new RdapPage(), new MailPage(SesV2.Mailbox)];
    }

    public AwsScope Scope { get; }

    public TimeProvider Time { get; }

    public RandomSource Random { get; }

    public CredentialStore Credentials { get; }

    public ILoggerFactory Logging { get; }

    public DynamoDbService DynamoDb { get; }

    public S3Service S3 { get; }

    public SesV2Service SesV2 { get; }

    public LambdaFunctions Functions { get; }

    /// <summary>Set once the edge listens; functions are told it.</summary>
    public Uri? EdgeUrl { get; set; }

    private EdgeAuthenticator Authenticator { get; }

    /// <summary>The AWS services behind the edge.</summary>
    private IReadOnlyCollection<IAwsService> AwsServices { get; }

    /// <summary>Pages below <c>/_localaws/</c>.</summary>
    private IReadOnlyCollection<IControlPage> ControlPages { get; }

    public EdgeDispatcher CreateDispatcher() => new(
        [new RuntimeApiEndpoint(Functions), new ControlEndpoint(ControlPages)],
        new NoApiEndpoint(),
        new ServiceTable(AwsServices),
        Authenticator,
        Random,
        Logging.CreateLogger<EdgeDispatcher>());

    public async ValueTask DisposeAsync() => await Functions.StopAsync(StopPatience);
}

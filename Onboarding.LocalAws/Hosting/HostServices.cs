using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.DynamoDb;
using Onboarding.LocalAws.DynamoDb.Store;
using Onboarding.LocalAws.Hosting.Control;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Rdap;
using Onboarding.LocalAws.SesV2;
using Onboarding.LocalAws.SesV2.Control;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Edge;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.Hosting;

/// <summary>The composition root: every service, endpoint and control page of one host, made once.</summary>
internal sealed class HostServices
{
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
        SesV2 = new SesV2Service(Scope, Time, Random);

        AwsServices = [DynamoDb, SesV2];
        ControlPages = [new HealthPage(), new RdapPage(), new MailPage(SesV2.Mailbox)];
    }

    public AwsScope Scope { get; }

    public TimeProvider Time { get; }

    public RandomSource Random { get; }

    public CredentialStore Credentials { get; }

    public ILoggerFactory Logging { get; }

    public DynamoDbService DynamoDb { get; }

    public SesV2Service SesV2 { get; }

    private EdgeAuthenticator Authenticator { get; }

    /// <summary>The AWS services behind the edge.</summary>
    private IReadOnlyCollection<IAwsService> AwsServices { get; }

    /// <summary>Pages below <c>/_localaws/</c>.</summary>
    private IReadOnlyCollection<IControlPage> ControlPages { get; }

    public EdgeDispatcher CreateDispatcher() => new(
        [new ControlEndpoint(ControlPages)],
        new NoApiEndpoint(),
        new ServiceTable(AwsServices),
        Authenticator,
        Random,
        Logging.CreateLogger<EdgeDispatcher>());
}

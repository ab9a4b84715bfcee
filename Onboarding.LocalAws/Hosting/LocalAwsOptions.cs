using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Onboarding.LocalAws.Cognito;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Wire.Edge;

namespace Onboarding.LocalAws.Hosting;

/// <summary>How the edge treats signatures (and, later, policies).</summary>
public enum IamMode
{
    /// <summary>Every request to an AWS service must carry a valid signature.</summary>
    Enforce,

    /// <summary>Nothing is verified: for tools that cannot sign.</summary>
    Off,
}

/// <summary>How SES treats the account.</summary>
public enum SesMode
{
    /// <summary>As one that AWS has let out of the sandbox: identities are verified at once, quotas reported.</summary>
    Production,

    /// <summary>
    /// As a newcomer's: identities wait for the link that their owner gets by mail, recipients must be verified, too,
    /// and 200 messages a day, one a second, may be sent.
    /// </summary>
    Sandbox,
}

/// <summary>What a host is started with. Validated once, all faults in one message.</summary>
public sealed record LocalAwsOptions
{
    /// <summary>Of LocalStack, too: tools that know it need no other.</summary>
    public const int DefaultPort = 4566;

    /// <summary>The one that AWS's documentation uses.</summary>
    public const string DefaultAccountId = "123456789012";

    /// <summary>Where most tools look without configuration.</summary>
    public const string DefaultRegion = "us-east-1";

    /// <summary>0 takes any free port.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>
    /// Where the host listens. Anything but loopback lets others on the network in, who may act as this account's root:
    /// for a container, whose network is its own. They also need a name of <see cref="AllowedHosts"/> to call.
    /// </summary>
    public IPAddress ListenAddress { get; init; } = IPAddress.Loopback;

    /// <summary>
    /// True where a template follows: until it is deployed, <c>/_localaws/health</c> answers <c>503</c>, schedules
    /// rest, and what an earlier process left in the data folder waits.
    /// </summary>
    public bool AwaitsStack { get; init; }

    /// <summary>Twelve digits.</summary>
    public string AccountId { get; init; } = DefaultAccountId;

    /// <summary>One of AWS's own partition: in China and in GovCloud ARNs and host names are others.</summary>
    public string Region { get; init; } = DefaultRegion;

    /// <summary>
    /// Names besides <c>localhost</c> and the loopback addresses under which the host may be called and pages of this
    /// machine are served, for example <c>host.docker.internal</c>: without port, each for itself.
    /// </summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>Whether a signature is needed.</summary>
    public IamMode Iam { get; init; } = IamMode.Enforce;

    /// <summary>Whether SES takes the account for a newcomer's.</summary>
    public SesMode Ses { get; init; } = SesMode.Production;

    /// <summary>What runs the functions of a template; by default the host starts none of them.</summary>
    public FunctionHosting Functions { get; init; } = new FunctionHosting.External();

    /// <summary>
    /// Variables that every function gets besides Lambda's and its own, for example
    /// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>.
    /// </summary>
    public IReadOnlyDictionary<string, string> FunctionEnvironment { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// The ActivitySources whose spans <see cref="LocalAwsHost.Traces"/> keeps, in memory; without any it keeps none,
    /// and a request costs less.
    /// </summary>
    public IReadOnlyList<string> TraceSources { get; init; } = [];

    /// <summary>
    /// Those of the host, of <see cref="LambdaRuntime"/>, and .NET's own of HttpClient: its span stands between a
    /// function and the service that it calls.
    /// </summary>
    public static IReadOnlyList<string> OwnTraceSources { get; } =
        [EdgeTelemetry.SourceName, LambdaRuntime.ActivitySourceName, "System.Net.Http"];

    /// <summary>Which services of a stack are at another endpoint.</summary>
    public RemoteEndpoints Remote { get; init; } = new();

    /// <summary>Where the state is kept across restarts; null keeps it in memory, as long as the host lives.</summary>
    public DirectoryInfo? DataFolder { get; init; }

    /// <summary>
    /// What the host takes for the calendar. Where it is turned, that time has passed for everything, while time in
    /// which the host does not run passes only for what is absolute.
    /// </summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>By it a host finds that it did not run, also while <see cref="Time"/> is turned.</summary>
    internal TimeProvider SystemTime { get; init; } = TimeProvider.System;

    /// <summary>
    /// Where the host says what it does; functions' output is Information, what a developer must see Warning or worse.
    /// </summary>
    public ILoggerFactory Logging { get; init; } = NullLoggerFactory.Instance;

    /// <summary>
    /// The account's quota of S3 buckets: AWS's default, which AWS raises on request
    /// (https://docs.aws.amazon.com/AmazonS3/latest/userguide/BucketRestrictions.html).
    /// </summary>
    public int BucketCountMax { get; init; } = 10_000;

    /// <summary>
    /// EventBridge's quota of rules per bus: AWS's default, which AWS raises on request
    /// (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html).
    /// </summary>
    public int EventRuleCountMax { get; init; } = 300;

    /// <summary>How long deliveries and invocations under way may take to end once the host stops.</summary>
    internal TimeSpan StopPatience { get; init; } = TimeSpan.FromSeconds(3);

    internal JournalOptions Journal { get; init; } = new();

    internal CognitoOptions Cognito { get; init; } = new();

    /// <exception cref="LocalAwsException">One or more options are wrong; the message names each.</exception>
    internal void Validate()
    {
        List<string> faults = [];
        if (Port is < 0 or > 65_535)
        {
            faults.Add($"the port must be between 0 and 65535, not {Port}");
        }

        if (AccountId.Length != 12 || !AccountId.All(char.IsAsciiDigit))
        {
            faults.Add($"the account must be twelve digits, not '{AccountId}'");
        }

        if (!IsRegion(Region))
        {
            faults.Add($"'{Region}' is not the name of a region in AWS's own partition, such as eu-west-1");
        }

        if (BucketCountMax < 1)
        {
            faults.Add($"the quota of buckets must be at least 1, not {BucketCountMax}");
        }

        if (EventRuleCountMax < 1)
        {
            faults.Add($"the quota of rules per event bus must be at least 1, not {EventRuleCountMax}");
        }

        faults.AddRange(Remote.Faults());
        faults.AddRange(AllowedHosts.Where(name => !OwnHosts.IsName(name)).Select(
            name => $"'{name}' is not the name or address of a host, without scheme, port and wildcard"));
        if (faults.Count > 0)
        {
            throw new LocalAwsException(string.Join("; ", faults));
        }
    }

    /// <summary><c>eu-west-1</c>, not <c>cn-north-1</c>, <c>us-gov-west-1</c> or <c>us-iso-east-1</c>.</summary>
    private static bool IsRegion(string name) =>
        name.Split('-') is [{ Length: 2 } area and not "cn", { Length: > 0 } direction, { Length: 1 or 2 } number]
        && area.All(char.IsAsciiLetterLower)
        && direction.All(char.IsAsciiLetterLower)
        && number.All(char.IsAsciiDigit);
}

/// <summary>The host cannot do what it was asked; the message is one line for the person who asked.</summary>
public sealed class LocalAwsException(string message, Exception? inner = null) : Exception(message, inner);

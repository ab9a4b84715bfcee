using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.Sts;

/// <summary>Documented(https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html).</summary>
public sealed class AssumeRoleTests : IAsyncLifetime
{
    private const string Reader = "arn:aws:iam::123456789012:role/reader";
    private const string LongReader = "arn:aws:iam::123456789012:role/long-reader";

    /// <summary>Not a constant: the SDK's analyzer would see that it breaks a pattern.</summary>
    private static readonly string WithSpace = string.Join(' ', "a", "b");

    private const string Template = """
        Resources:
          Reader:
            Type: AWS::IAM::Role
            Properties: {RoleName: reader, AssumeRolePolicyDocument: {Statement: []}}
          LongReader:
            Type: AWS::IAM::Role
            Properties: {RoleName: long-reader, MaxSessionDuration: 43200, AssumeRolePolicyDocument: {Statement: []}}
        """;

    /// <summary>The SDK signs by the machine's clock; an expired token is found before a date that is off.</summary>
    private readonly ManualTime _time = new(TimeProvider.System.GetUtcNow());

    private TestHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await TestHost.StartAsync(new LocalAwsOptions { Time = _time });
        await _host.DeployAsync(Template);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Gives_credentials_that_act_as_the_role()
    {
        using var root = Client(TestHost.Root);
        var assumed = await root.AssumeRoleAsync(Request(Reader));
        Assert.StartsWith("ASIA", assumed.Credentials.AccessKeyId, StringComparison.Ordinal);
        Assert.Equal("arn:aws:sts::123456789012:assumed-role/reader/ada", assumed.AssumedRoleUser.Arn);
        Assert.Matches("^AROA[A-Z2-7]{17}:ada$", assumed.AssumedRoleUser.AssumedRoleId);
        Assert.Equal(
            _time.GetUtcNow().UtcDateTime.AddHours(1), assumed.Credentials.Expiration!.Value.ToUniversalTime(),
            TimeSpan.FromSeconds(1));
        Assert.Null(PackedSizeOf(assumed));

        using var session = Client(assumed.Credentials);
        var identity = await session.GetCallerIdentityAsync(new GetCallerIdentityRequest());
        Assert.Equal(
            (assumed.AssumedRoleUser.Arn, assumed.AssumedRoleUser.AssumedRoleId), (identity.Arn, identity.UserId));

        var again = await root.AssumeRoleAsync(Request(Reader, r => r.RoleSessionName = "bob"));
        Assert.Equal(
            assumed.AssumedRoleUser.AssumedRoleId.Split(':')[0], again.AssumedRoleUser.AssumedRoleId.Split(':')[0]);
    }

    [Fact]
    public async Task They_need_their_token_and_end()
    {
        using var root = Client(TestHost.Root);
        var given = (await root.AssumeRoleAsync(Request(Reader, r => r.DurationSeconds = 900))).Credentials;
        using var without = Client(new BasicAWSCredentials(given.AccessKeyId, given.SecretAccessKey));
        Assert.Equal("InvalidClientTokenId", (await CallerFaultAsync(without)).ErrorCode);
        using var forged = Client(new SessionAWSCredentials(given.AccessKeyId, given.SecretAccessKey, "forged"));
        Assert.Equal("InvalidClientTokenId", (await CallerFaultAsync(forged)).ErrorCode);

        using var session = Client(given);
        var longer = await root.AssumeRoleAsync(Request(LongReader, r => r.DurationSeconds = 43_200));
        Assert.Equal(
            _time.GetUtcNow().UtcDateTime.AddHours(12),
            longer.Credentials.Expiration!.Value.ToUniversalTime(),
            TimeSpan.FromSeconds(1));
        _time.Advance(TimeSpan.FromSeconds(901));
        Assert.Equal("ExpiredToken", (await CallerFaultAsync(session)).ErrorCode);
    }

    [Fact]
    public async Task A_reset_ends_them()
    {
        using var root = Client(TestHost.Root);
        using var session = Client((await root.AssumeRoleAsync(Request(Reader))).Credentials);
        using var reset = await _host.Http.PostAsync("/_localaws/reset", null);
        Assert.True(reset.IsSuccessStatusCode);
        Assert.Equal("InvalidClientTokenId", (await CallerFaultAsync(session)).ErrorCode);
    }

    [Fact]
    public async Task Denies_a_role_that_no_template_declares()
    {
        using var root = Client(TestHost.Root);
        const string other = "arn:aws:iam::123456789012:role/other";
        Assert.Equal(
            (
                "AccessDenied",
                "User: arn:aws:iam::123456789012:root is not authorized to perform: sts:AssumeRole on resource: "
                + other),
            await FaultAsync(root, Request(other)));
    }

    public static TheoryData<Action<AssumeRoleRequest>, string, string> Faults => new()
    {
        { r => r.RoleArn = "arn:aws:iam::1234567890:role/x", "ValidationError", "Request ARN is invalid" },
        {
            r => r.RoleSessionName = WithSpace,
            "ValidationError",
            @"1 validation error detected: Value 'a b' at 'roleSessionName' failed to satisfy constraint: Member must "
            + @"satisfy regular expression pattern: [\w+=,.@-]*"
        },
        {
            r => (r.RoleSessionName, r.DurationSeconds) = ("a", 899),
            "ValidationError",
            "2 validation errors detected: Value 'a' at 'roleSessionName' failed to satisfy constraint: Member must "
            + "have length greater than or equal to 2; Value '899' at 'durationSeconds' failed to satisfy constraint: "
            + "Member must have value greater than or equal to 900"
        },
        {
            r => r.RoleSessionName = null,
            "ValidationError",
            "1 validation error detected: Value null at 'roleSessionName' failed to satisfy constraint: Member must "
            + "not be null"
        },
        {
            r => r.ExternalId = WithSpace,
            "ValidationError",
            @"1 validation error detected: Value 'a b' at 'externalId' failed to satisfy constraint: Member must "
            + @"satisfy regular expression pattern: [\w+=,.@:\/-]*"
        },
        {
            r => r.DurationSeconds = 3_601,
            "ValidationError",
            "The requested DurationSeconds exceeds the MaxSessionDuration set for this role."
        },
        { r => r.Policy = "{", "MalformedPolicyDocument", "The policy is not in the valid JSON format." },
        {
            r => r.Tags =
                [.. Enumerable.Range(0, 50).Select(i => new Tag { Key = $"k{i}", Value = new string('v', 256) })],
            "PackedPolicyTooLarge",
            "Packed policy consumes 632% of allotted space, please use smaller policy."
        },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Rejects(Action<AssumeRoleRequest> change, string code, string message)
    {
        using var root = Client(TestHost.Root);
        Assert.Equal((code, message), await FaultAsync(root, Request(Reader, change)));
    }

    [Fact]
    public async Task Keeps_what_limits_the_session()
    {
        using var root = Client(TestHost.Root);
        var assumed = await root.AssumeRoleAsync(Request(Reader, r =>
        {
            r.Policy = """{"Version":"2012-10-17","Statement":[]}""";
            r.PolicyArns = [new PolicyDescriptorType { Arn = "arn:aws:iam::aws:policy/ReadOnlyAccess" }];
            r.Tags = [new Tag { Key = "team", Value = "a" }, new Tag { Key = "cost", Value = "" }];
            r.TransitiveTagKeys = ["team"];
            r.SourceIdentity = "ada";
            r.ExternalId = "id-1";
        }));
        Assert.Equal(("ada", 5), (assumed.SourceIdentity, PackedSizeOf(assumed)));
        var session = SessionOf(assumed.Credentials);
        Assert.Equal(Reader, session.RoleArn);
        Assert.StartsWith("{\"Version\"", session.Policy, StringComparison.Ordinal);
        Assert.Equal(["arn:aws:iam::aws:policy/ReadOnlyAccess"], session.PolicyArns);
        Assert.Equal([new("team", "a"), new("cost", "")], session.Tags);

        using var chained = Client(assumed.Credentials);
        var next = await chained.AssumeRoleAsync(Request(LongReader));
        Assert.Equal("ada", next.SourceIdentity);
        Assert.Equal([new("team", "a")], SessionOf(next.Credentials).Tags);
        Assert.Equal("ValidationError", (await FaultAsync(chained, Request(
            LongReader, r => r.Tags = [new Tag { Key = "team", Value = "b" }]))).Code);
        Assert.Equal("AccessDenied", (await FaultAsync(chained, Request(
            LongReader, r => r.SourceIdentity = "bob"))).Code);
    }

    [Fact]
    public async Task A_chain_of_roles_lasts_an_hour()
    {
        using var root = Client(TestHost.Root);
        using var chained = Client((await root.AssumeRoleAsync(Request(Reader))).Credentials);
        Assert.Equal(
            (
                "ValidationError",
                "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining."),
            await FaultAsync(chained, Request(LongReader, r => r.DurationSeconds = 3_601)));
    }

    [Fact]
    public async Task Refuses_what_it_does_not_do()
    {
        using var root = Client(TestHost.Root);
        var fault = await FaultAsync(root, Request(Reader, r => r.SerialNumber = "arn:aws:iam::123456789012:mfa/a"));
        Assert.Contains("SerialNumber in STS AssumeRole", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Session_tokens_are_the_caller_for_an_hour()
    {
        using var root = Client(TestHost.Root);
        var given = await root.GetSessionTokenAsync(new GetSessionTokenRequest { DurationSeconds = 7_200 });
        using var session = Client(given.Credentials);
        var identity = await session.GetCallerIdentityAsync(new GetCallerIdentityRequest());
        Assert.Equal("arn:aws:iam::123456789012:root", identity.Arn);
        var fault = await Assert.ThrowsAsync<AmazonSecurityTokenServiceException>(
            () => session.GetSessionTokenAsync(new GetSessionTokenRequest()));
        Assert.Equal(
            ("AccessDenied", "Cannot call GetSessionToken with session credentials"), (fault.ErrorCode, fault.Message));
        _time.Advance(TimeSpan.FromSeconds(3_601));
        Assert.Equal("ExpiredToken", (await CallerFaultAsync(session)).ErrorCode);
    }

    /// <summary>The SDK for .NET names another member instead, which AWS's pages do not describe.</summary>
    private static int? PackedSizeOf(AssumeRoleResponse response) =>
#pragma warning disable CS0618
        response.PackedPolicySize;
#pragma warning restore CS0618

    private static AssumeRoleRequest Request(string role, Action<AssumeRoleRequest>? change = null)
    {
        var request = new AssumeRoleRequest { RoleArn = role, RoleSessionName = "ada" };
        change?.Invoke(request);
        return request;
    }

    private static async Task<(string Code, string Message)> FaultAsync(
        AmazonSecurityTokenServiceClient client, AssumeRoleRequest request)
    {
        // The client knows some codes as types of their own.
        var fault = await Assert.ThrowsAnyAsync<AmazonSecurityTokenServiceException>(
            () => client.AssumeRoleAsync(request));
        return (fault.ErrorCode, fault.Message);
    }

    private static Task<AmazonSecurityTokenServiceException> CallerFaultAsync(
        AmazonSecurityTokenServiceClient client) => Assert.ThrowsAnyAsync<AmazonSecurityTokenServiceException>(
            () => client.GetCallerIdentityAsync(new GetCallerIdentityRequest()));

    private LocalAws.Wire.SigV4.CallerSession SessionOf(Credentials credentials)
    {
        Assert.True(_host.Services.Credentials.TryFind(credentials.AccessKeyId, out var found));
        return found.Owner.Session!;
    }

    private AmazonSecurityTokenServiceClient Client(AWSCredentials credentials) =>
        new(credentials, _host.Configure(new AmazonSecurityTokenServiceConfig()));
}

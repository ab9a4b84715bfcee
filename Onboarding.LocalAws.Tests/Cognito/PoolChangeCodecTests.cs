using System.Reflection;
using System.Security.Cryptography;
using Onboarding.LocalAws.Cognito.Persistence;
using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.Tests.Cognito;

/// <summary>Each change as it comes back from the journal, with everything set and with nothing.</summary>
public sealed class PoolChangeCodecTests
{
    private const string PoolId = "us-east-1_a1B2c3D4e";

    private static readonly DateTimeOffset At = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private static readonly PoolDefinition BarePool = Samples.Pool(new TriggerFunctions());

    private static readonly PoolDefinition FullPool = new()
    {
        Id = "us-east-1_other",
        Name = "pool",
        CreatedAt = At.AddDays(1),
        ModifiedAt = At.AddDays(2),
        IsCaseSensitive = false,
        UsesEmailAsUsername = true,
        HasEmailAlias = true,
        VerifiesEmail = true,
        IsSignUpByAdminOnly = true,
        IsRecoveryByAdminOnly = true,
        IsDeletionProtected = true,
        PasswordPolicy = new PasswordPolicy
        {
            LengthMin = 9,
            RequiresUppercase = false,
            RequiresLowercase = false,
            RequiresNumbers = false,
            RequiresSymbols = false,
            TemporaryPasswordValidityDays = 3,
        },
        Schema = new AttributeSchema(
        [
            new("email", AttributeDataType.String, IsMutable: false, IsRequired: true, 3, 99),
            new("custom:age", AttributeDataType.Number, IsMutable: true, IsRequired: false, -1, null),
            new("custom:born", AttributeDataType.DateTime, IsMutable: true, IsRequired: false, null, null),
        ]),
        Triggers = new TriggerFunctions("a", "b", "c", "d"),
        Mails = new MailTemplates("e", "f", "g", "h"),
        Tier = "LITE",
    };

    private static readonly ClientDefinition BareClient = new()
    {
        Id = "client",
        Name = "web",
        PoolId = PoolId,
        CreatedAt = At,
        ModifiedAt = At,
    };

    private static readonly ClientDefinition FullClient = new()
    {
        Id = "other",
        Name = "mobile",
        PoolId = "us-east-1_other",
        CreatedAt = At.AddDays(1),
        ModifiedAt = At.AddDays(2),
        AuthFlows = ["ALLOW_USER_AUTH"],
        AccessToken = new TokenValidity(5, "minutes"),
        IdToken = new TokenValidity(6, "minutes"),
        RefreshToken = new TokenValidity(7, "days"),
        HidesUserExistence = true,
        RevokesTokens = false,
        RotationGrace = TimeSpan.Zero,
        ReadAttributes = new HashSet<string> { "email", "name" },
        WriteAttributes = new HashSet<string>(),
        IdentityProviders = ["COGNITO"],
    };

    private static readonly User BareUser = Samples.User("ada@example.com");

    private static readonly User FullUser = new()
    {
        Username = "bob",
        Attributes = User.NoAttributes.Add("sub", "2").Add("custom:Über", "ß"),
        Status = UserStatus.ForceChangePassword,
        CreatedAt = At.AddDays(1),
        ModifiedAt = At.AddTicks(1),
        IsEnabled = false,
        Password = new PasswordRecord([1], [2, 2], [3, 3, 3], [4, 4, 4, 4], 5),
        TemporaryPasswordExpiresAt = At.AddDays(7),
        SignUpCode = new VerificationCode("000001", At, 1, At.AddDays(1), 2, At.AddDays(2)),
        ResetCode = new VerificationCode("999999", At, 5, At, 6, At),
        EmailCode = VerificationCode.None,
        Failures = new SignInFailures(6, At),
    };

    private static readonly Session BareSession = new()
    {
        Id = "1",
        OriginId = "2",
        Sub = "3",
        ClientId = "4",
        StartedAt = At,
        ExpiresAt = At.AddDays(30),
        RefreshHash = "5",
    };

    private static readonly Session FullSession = new()
    {
        Id = "6",
        OriginId = "7",
        Sub = "8",
        ClientId = "9",
        StartedAt = At.AddDays(1),
        ExpiresAt = At.AddDays(2),
        RefreshHash = "10",
        RotatedHash = "11",
        RotatedGoodUntil = At,
        IsRevoked = true,
    };

    [Fact]
    public void Every_change_comes_back()
    {
        PoolChange[] changes =
        [
            new PoolPut(BarePool), new PoolPut(FullPool),
            new PoolRemoved(PoolId), new PoolsCleared(),
            new ClientPut(BareClient), new ClientPut(FullClient), new ClientRemoved(PoolId, "client"),
            new UserPut(PoolId, BareUser, 1), new UserPut(PoolId, FullUser, long.MaxValue),
            new UserRemoved(PoolId, "1"),
            new SessionPut(PoolId, BareSession), new SessionPut(PoolId, FullSession),
        ];
        Assert.All(changes, change => Assert.Equivalent(change, Reread(change), strict: true));
        // The key is in the test below: two that sign alike have nothing else that could be compared.
        var kinds = typeof(PoolChange).Assembly.GetTypes().Where(t => t.BaseType == typeof(PoolChange));
        Assert.Equal(
            kinds.Where(t => t != typeof(KeyMade)).ToHashSet(), changes.Select(c => c.GetType()).ToHashSet());
    }

    [Fact]
    public void A_key_signs_as_before()
    {
        var made = new KeyMade(PoolId, SigningKey.Create(RandomSource.Seeded(1)));
        var (poolId, key) = Assert.IsType<KeyMade>(Reread(made));
        Assert.Equal((PoolId, made.Key.Id), (poolId, key.Id));
        Assert.Equal(made.Key.Public.Modulus, key.Public.Modulus);
        Assert.True(key.Verifies("data"u8, made.Key.Sign("data"u8)));
        Assert.True(made.Key.Verifies("data"u8, key.Sign("data"u8)));
        Assert.False(key.Verifies("data"u8, SigningKey.Create(RandomSource.Seeded(2)).Sign("data"u8)));
    }

    /// <summary>Records of earlier versions end before the pool's tier and the client's identity providers.</summary>
    [Fact]
    public void A_former_record_is_read_with_the_defaults_of_what_it_lacks()
    {
        var pool = new PoolPut(BarePool);
        var client = new ClientPut(BareClient);
        Assert.Equivalent(pool, Read([1, .. Written(pool)[1..^"xESSENTIALS".Length]]), strict: true);
        Assert.Equivalent(client, Read([5, .. Written(client)[1..^1]]), strict: true);
    }

    /// <summary>A property that the full sample leaves as the bare one has it could be forgotten unseen.</summary>
    [Theory]
    [MemberData(nameof(SampleNames))]
    public void The_full_sample_differs_in_everything(string name)
    {
        var bare = Sample("Bare" + name);
        var full = Sample("Full" + name);
        var same = bare.GetType().GetProperties()
            .Where(p => p.SetMethod is not null && Equals(p.GetValue(bare), p.GetValue(full)))
            .Select(p => p.Name);
        Assert.Empty(same);
    }

    public static TheoryData<string> SampleNames() => ["Pool", "Client", "User", "Session"];

    [Theory]
    [InlineData(0)]
    [InlineData(99)]
    public void A_change_of_an_unknown_kind_is_refused(byte kind) =>
        Assert.Throws<FormatException>(() => Read([kind, 0]));

    [Fact]
    public void A_key_that_is_none_is_refused()
    {
        var writer = new RecordWriter();
        writer.Byte(4);
        writer.Text(PoolId);
        writer.Text("kid");
        writer.Bytes("no key"u8);
        var refusal = Assert.Throws<FormatException>(() => Read(writer.Written.ToArray()));
        Assert.IsAssignableFrom<CryptographicException>(refusal.InnerException);
    }

    private static object Sample(string name) =>
        typeof(PoolChangeCodecTests).GetField(name, BindingFlags.NonPublic | BindingFlags.Static)!.GetValue(null)!;

    private static PoolChange Reread(PoolChange change) => Read(Written(change));

    private static byte[] Written(PoolChange change)
    {
        var writer = new RecordWriter();
        new PoolChangeCodec().Write(writer, change);
        return writer.Written.ToArray();
    }

    private static PoolChange Read(byte[] bytes)
    {
        var reader = new RecordReader(bytes);
        var change = new PoolChangeCodec().Read(ref reader);
        Assert.True(reader.IsEnd);
        return change;
    }
}

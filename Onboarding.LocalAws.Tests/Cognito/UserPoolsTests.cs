using Onboarding.LocalAws.Cognito.Persistence;
using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.Tests.Cognito;

/// <summary>The store against what it records: the log, and a capture of it, each make the same state anew.</summary>
public sealed class UserPoolsTests
{
    private const int Steps = 400;

    private static readonly DateTimeOffset At = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Keys are slow to make, and any will do.</summary>
    private static readonly SigningKey Key = SigningKey.Create(RandomSource.Seeded(1));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Log_and_capture_restore_the_same_state(int seed)
    {
        var random = new Random(seed);
        var log = new ListLog();
        var pools = new UserPools(log);
        UserPool? held = null;
        var (capture, capturedAt) = (pools.Capture().Changes, 0);
        for (var step = 0; step < Steps; step++)
        {
            // A request may hold on to a pool for as long as it runs, even where the pool is deleted.
            if (held is null || random.Next(10) == 0)
            {
                held = pools.Find(PoolId(random)) ?? held;
            }

            Change(pools, held, random);
            if (step == Steps / 2)
            {
                // Enumerated at the end, when all that it refers to has changed.
                (capture, capturedAt) = (pools.Capture().Changes, log.Changes.Count);
            }
        }

        Assert.Contains(log.Changes, c => c is PoolRemoved);
        Assert.Contains(log.Changes, c => c is UserRemoved);
        Assert.Equal(StateOf(pools), StateOf(Restored(log.Changes)));
        Assert.Equal(StateOf(pools), StateOf(Restored(capture.Concat(log.Changes.Skip(capturedAt)))));
    }

    [Fact]
    public void Nothing_is_recorded_of_a_pool_that_is_gone()
    {
        var log = new ListLog();
        var pools = new UserPools(log);
        var definition = Samples.Pool(new TriggerFunctions());
        pools.TryAdd(definition);
        var removed = pools.Find(definition.Id)!;
        pools.Remove(definition.Id);
        pools.TryAdd(definition);
        var cleared = pools.Find(definition.Id)!;
        pools.Clear();
        var recorded = log.Changes.Count;
        foreach (var pool in new[] { removed, cleared })
        {
            Assert.Null(pool.Add(Samples.User("ada@example.com")));
            Assert.NotNull(pool.Find("ada"));
            pool.Keep(Key);
        }

        Assert.Equal(recorded, log.Changes.Count);
    }

    [Fact]
    public void A_client_of_a_pool_that_is_gone_is_not_added()
    {
        var log = new ListLog();
        var pools = new UserPools(log);
        var definition = Samples.Pool(new TriggerFunctions());
        Assert.Equal(ClientAddition.NoPool, pools.Add(Client(definition.Id, "a")));
        pools.TryAdd(definition);
        Assert.Equal(ClientAddition.Added, pools.Add(Client(definition.Id, "a")));
        Assert.Equal(ClientAddition.IdTaken, pools.Add(Client(definition.Id, "a")));
        Assert.Equal(2, log.Changes.Count);
    }

    [Fact]
    public void A_user_and_the_end_of_its_sign_ins_are_one_record()
    {
        var log = new ListLog();
        var pools = new UserPools(log);
        var definition = Samples.Pool(new TriggerFunctions());
        pools.TryAdd(definition);
        var pool = pools.Find(definition.Id)!;
        pool.Add(Samples.User("ada@example.com"));
        pool.StartSession(NewSession("1", "s1"), At);
        pool.StartSession(NewSession("1", "s2"), At);
        Assert.True(pool.Remove("1"));
        Assert.Equal(
            ["SessionPut", "SessionPut", "UserRemoved"], log.Commits[^1].Select(change => change.GetType().Name));
    }

    [Fact]
    public void A_pool_keeps_its_first_key()
    {
        var pools = new UserPools(new ListLog());
        var definition = Samples.Pool(new TriggerFunctions());
        pools.TryAdd(definition);
        var pool = pools.Find(definition.Id)!;
        Assert.Null(pool.SigningKey);
        Assert.Same(Key, pool.Keep(Key));
        Assert.Same(Key, pool.Keep(SigningKey.Create(RandomSource.Seeded(2))));
        Assert.Same(Key, pool.SigningKey);
    }

    private static void Change(UserPools pools, UserPool? pool, Random random)
    {
        var sub = random.Next(8).ToString();
        switch (random.Next(100))
        {
            case 0:
                pools.Remove(PoolId(random));
                break;
            case < 8:
                pools.TryAdd(Samples.Pool(new TriggerFunctions()) with { Id = PoolId(random) });
                break;
            case < 12:
                pools.TryUpdate(PoolId(random), old => old with { Name = $"name {random.Next()}" });
                break;
            case < 16:
                pools.Add(Client(PoolId(random), random.Next(4).ToString()));
                break;
            case < 20:
                pools.UpdateClient(PoolId(random), random.Next(4).ToString(), old => old with { Name = sub });
                break;
            case < 22:
                pools.RemoveClient(PoolId(random), random.Next(4).ToString());
                break;
            case < 24:
                pool?.Keep(Key);
                break;
            case < 50:
                pool?.Add(NewUser(sub));
                break;
            case < 65:
                pool?.Update(sub, old => old with { Failures = old.Failures.Add(At.AddSeconds(random.Next(100))) });
                break;
            case < 72:
                pool?.Remove(sub);
                break;
            case < 90:
                pool?.StartSession(NewSession(sub, random.Next(30).ToString()), At);
                break;
            case < 97:
                var id = random.Next(30).ToString();
                if (pool?.FindSession(id) is { } session)
                {
                    pool.TryReplaceSession(session, session with
                    {
                        RefreshHash = $"hash {random.Next()}",
                        RotatedHash = session.RefreshHash,
                    });
                }

                break;
            default:
                pool?.RevokeSessions(sub);
                break;
        }
    }

    private static UserPools Restored(IEnumerable<PoolChange> changes)
    {
        var codec = new PoolChangeCodec();
        var pools = new UserPools(new ListLog());
        foreach (var change in changes)
        {
            var writer = new RecordWriter();
            codec.Write(writer, change);
            var reader = new RecordReader(writer.Written.Span);
            pools.Apply(codec.Read(ref reader));
        }

        return pools;
    }

    /// <summary>All that a store holds, in an order of its own.</summary>
    private static List<string> StateOf(UserPools pools) => [.. pools.Capture().Changes
        .Select(change =>
        {
            var writer = new RecordWriter();
            new PoolChangeCodec().Write(writer, change);
            return Convert.ToHexString(writer.Written.Span);
        })
        .Order(StringComparer.Ordinal)];

    private static string PoolId(Random random) => $"us-east-1_{random.Next(3)}";

    private static User NewUser(string sub) => Samples.User($"{sub}@example.com") with
    {
        Username = $"name {sub}",
        Attributes = User.NoAttributes.Add("sub", sub),
    };

    private static ClientDefinition Client(string poolId, string id) =>
        new() { Id = id, Name = "web", PoolId = poolId, CreatedAt = At, ModifiedAt = At };

    private static Session NewSession(string sub, string id) => new()
    {
        Id = id,
        OriginId = id,
        Sub = sub,
        ClientId = "client",
        StartedAt = At,
        ExpiresAt = At.AddDays(30),
        RefreshHash = $"hash of {id}",
    };

    /// <summary>A log that a test can read.</summary>
    private sealed class ListLog : IChangeLog<PoolChange>
    {
        public List<PoolChange[]> Commits { get; } = [];

        public List<PoolChange> Changes => [.. Commits.SelectMany(c => c)];

        public long Position => Commits.Count;

        public void Append(ReadOnlySpan<PoolChange> commit) => Commits.Add(commit.ToArray());
    }
}

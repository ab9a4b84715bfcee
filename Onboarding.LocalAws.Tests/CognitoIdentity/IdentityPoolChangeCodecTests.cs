using Onboarding.LocalAws.CognitoIdentity.Persistence;
using Onboarding.LocalAws.CognitoIdentity.Store;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Tests.Kernel.Journal;

namespace Onboarding.LocalAws.Tests.CognitoIdentity;

/// <summary>Each change as it comes back from the journal, with everything set and with nothing.</summary>
public sealed class IdentityPoolChangeCodecTests
{
    private static readonly IdentityPool Bare =
        new() { Id = "us-east-1:1", Name = "bare", AllowsGuests = false, Providers = [] };

    private static readonly IdentityPool Full = new()
    {
        Id = "us-east-1:2",
        Name = "full",
        AllowsGuests = true,
        Providers = [new UserPoolProvider("name", "pool", "client"), new UserPoolProvider("a", "b", "c")],
        AuthenticatedRole = new RoleArn("arn:user", "user"),
        UnauthenticatedRole = new RoleArn("arn:guest", "guest"),
    };

    private static readonly IdentityPoolChange[] Changes =
    [
        new PoolPut(Bare), new PoolPut(Full), new PoolRemoved(Bare.Id),
        new IdentityPut(new Identity("us-east-1:3", Bare.Id)),
        new IdentityPut(new Identity("us-east-1:4", Full.Id) { Login = new Login("pool", "sub"), IsDisabled = true }),
        new PoolsCleared(),
    ];

    private readonly IdentityPoolChangeCodec _codec = new();

    [Fact]
    public void Every_change_comes_back() =>
        Assert.All(Changes, change => Assert.Equivalent(change, _codec.Reread(change), strict: true));

    [Fact]
    public void What_is_no_change_is_refused() => _codec.MustRefuseWhatItHasNotWritten(Changes);

    [Fact]
    public void The_state_is_that_of_its_changes()
    {
        var pools = NewPools();
        Assert.True(pools.TryAdd(Full));
        Assert.True(pools.TryAdd(Bare));
        var login = new Login("pool", "sub");
        var user = pools.GetOrAdd(Full.Id, login, "us-east-1:5")!;
        var guest = pools.GetOrAdd(Full.Id, login: null, "us-east-1:6")!;
        Assert.Equal(user, pools.SignIn(guest.Id, login));
        var restored = NewPools();
        foreach (var change in pools.Capture().Changes)
        {
            restored.Apply(_codec.Reread(change));
        }

        Assert.Equivalent(pools.All(), restored.All(), strict: true);
        Assert.Equal(user, restored.GetOrAdd(Full.Id, login, "us-east-1:7"));
        Assert.True(restored.FindIdentity(guest.Id)!.IsDisabled);
    }

    private static IdentityPools NewPools() => new(MemoryChangeLog<IdentityPoolChange>.Instance);
}

using Onboarding.LocalAws.CognitoIdentity.Store;
using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.CognitoIdentity.Persistence;

/// <summary><see cref="IdentityPoolChange"/>s in the journal.</summary>
internal sealed class IdentityPoolChangeCodec : ChangeCodec<IdentityPoolChange>
{
    public IdentityPoolChangeCodec()
    {
        Kind(1, (to, put) => WritePool(to, put.Pool), (ref from) => new PoolPut(ReadPool(ref from)));
        Kind(2, (to, removed) => to.Text(removed.PoolId), (ref from) => new PoolRemoved(from.Text()));
        Kind(3, (to, put) => WriteIdentity(to, put.Identity), (ref from) => new IdentityPut(ReadIdentity(ref from)));
        Kind<PoolsCleared>(4);
    }

    private static void WritePool(RecordWriter to, IdentityPool pool)
    {
        to.Text(pool.Id);
        to.Text(pool.Name);
        to.Flag(pool.AllowsGuests);
        to.Number((ulong)pool.Providers.Count);
        foreach (var provider in pool.Providers)
        {
            to.Text(provider.Name);
            to.Text(provider.UserPoolId);
            to.Text(provider.ClientId);
        }

        WriteRole(to, pool.AuthenticatedRole);
        WriteRole(to, pool.UnauthenticatedRole);
    }

    private static IdentityPool ReadPool(ref RecordReader from) => new()
    {
        Id = from.Text(),
        Name = from.Text(),
        AllowsGuests = from.Flag(),
        Providers = ReadProviders(ref from),
        AuthenticatedRole = ReadRole(ref from),
        UnauthenticatedRole = ReadRole(ref from),
    };

    private static UserPoolProvider[] ReadProviders(ref RecordReader from)
    {
        var providers = new UserPoolProvider[from.Count()];
        for (var i = 0; i < providers.Length; i++)
        {
            providers[i] = new UserPoolProvider(from.Text(), from.Text(), from.Text());
        }

        return providers;
    }

    private static void WriteRole(RecordWriter to, RoleArn? role)
    {
        to.Flag(role is not null);
        if (role is not null)
        {
            to.Text(role.Text);
            to.Text(role.Name);
        }
    }

    private static RoleArn? ReadRole(ref RecordReader from) =>
        from.Flag() ? new RoleArn(from.Text(), from.Text()) : null;

    private static void WriteIdentity(RecordWriter to, Identity identity)
    {
        to.Text(identity.Id);
        to.Text(identity.PoolId);
        to.Flag(identity.Login is not null);
        if (identity.Login is { } login)
        {
            to.Text(login.UserPoolId);
            to.Text(login.Sub);
        }

        to.Flag(identity.IsDisabled);
    }

    private static Identity ReadIdentity(ref RecordReader from) => new(from.Text(), from.Text())
    {
        Login = from.Flag() ? new Login(from.Text(), from.Text()) : null,
        IsDisabled = from.Flag(),
    };
}

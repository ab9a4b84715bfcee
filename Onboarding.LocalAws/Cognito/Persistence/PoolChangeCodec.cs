using System.Security.Cryptography;
using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.Cognito.Persistence;

/// <summary><see cref="PoolChange"/>s in the journal.</summary>
internal sealed class PoolChangeCodec : ChangeCodec<PoolChange>
{
    public PoolChangeCodec()
    {
        Former(1, (ref from) => new PoolPut(PoolDefinitionCodec.ReadWithoutTier(ref from)));
        Kind(2, (to, removed) => to.Text(removed.PoolId), (ref from) => new PoolRemoved(from.Text()));
        Kind<PoolsCleared>(3);
        Kind(
            4,
            (to, made) =>
            {
                to.Text(made.PoolId);
                to.Text(made.Key.Id);
                to.Bytes(made.Key.Private.Span);
            },
            (ref from) => new KeyMade(from.Text(), ReadKey(ref from)));
        Former(5, (ref from) => new ClientPut(ClientDefinitionCodec.ReadWithoutProviders(ref from)));
        Kind(
            6,
            (to, removed) =>
            {
                to.Text(removed.PoolId);
                to.Text(removed.ClientId);
            },
            (ref from) => new ClientRemoved(from.Text(), from.Text()));
        ListUsersAndSessions();
        Kind(
            10,
            (to, put) => PoolDefinitionCodec.Write(to, put.Definition),
            (ref from) => new PoolPut(PoolDefinitionCodec.Read(ref from)));
        Kind(
            11,
            (to, put) => ClientDefinitionCodec.Write(to, put.Definition),
            (ref from) => new ClientPut(ClientDefinitionCodec.Read(ref from)));
    }

    private void ListUsersAndSessions()
    {
        Kind(
            7,
            (to, put) =>
            {
                to.Text(put.PoolId);
                UserCodec.Write(to, put.User);
                to.SignedNumber(put.Position);
            },
            (ref from) => new UserPut(from.Text(), UserCodec.Read(ref from), from.SignedNumber()));
        Kind(
            8,
            (to, removed) =>
            {
                to.Text(removed.PoolId);
                to.Text(removed.Sub);
            },
            (ref from) => new UserRemoved(from.Text(), from.Text()));
        Kind(
            9,
            (to, put) =>
            {
                to.Text(put.PoolId);
                SessionCodec.Write(to, put.Session);
            },
            (ref from) => new SessionPut(from.Text(), SessionCodec.Read(ref from)));
    }

    private static SigningKey ReadKey(ref RecordReader from)
    {
        var id = from.Text();
        try
        {
            return SigningKey.Restore(id, from.Bytes());
        }
        catch (CryptographicException e)
        {
            throw new FormatException($"The key {id} is no RSA key.", e);
        }
    }
}

using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.Cognito.Persistence;

/// <summary>Sign-ins in the journal: of a refresh token only its hash.</summary>
internal static class SessionCodec
{
    public static void Write(RecordWriter to, Session session)
    {
        to.Text(session.Id);
        to.Text(session.OriginId);
        to.Text(session.Sub);
        to.Text(session.ClientId);
        to.Time(session.StartedAt);
        to.Time(session.ExpiresAt);
        to.Text(session.RefreshHash);
        to.OptionalText(session.RotatedHash);
        to.Time(session.RotatedGoodUntil);
        to.Flag(session.IsRevoked);
    }

    public static Session Read(ref RecordReader from) => new()
    {
        Id = from.Text(),
        OriginId = from.Text(),
        Sub = from.Text(),
        ClientId = from.Text(),
        StartedAt = from.Time(),
        ExpiresAt = from.Time(),
        RefreshHash = from.Text(),
        RotatedHash = from.OptionalText(),
        RotatedGoodUntil = from.Time(),
        IsRevoked = from.Flag(),
    };
}

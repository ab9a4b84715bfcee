using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Ses.Store;

namespace Onboarding.LocalAws.Ses.Persistence;

/// <summary><see cref="IdentityChange"/>s in the journal.</summary>
internal sealed class IdentityChangeCodec : ChangeCodec<IdentityChange>
{
    public IdentityChangeCodec()
    {
        // Before there was a sandbox every identity was verified.
        Former(1, (ref from) => new IdentityChange.Put(new EmailIdentity(from.Text(), from.Pairs())));
        Kind(2, (to, removed) => to.Text(removed.Name), (ref from) => new IdentityChange.Removed(from.Text()));
        Kind<IdentityChange.Cleared>(3);
        Kind(
            4,
            (to, put) => WriteIdentity(to, put.Identity),
            (ref from) => new IdentityChange.Put(ReadIdentity(ref from)));
    }

    private static void WriteIdentity(RecordWriter to, EmailIdentity identity)
    {
        to.Text(identity.Name);
        to.Pairs(identity.Tags);
        to.Flag(identity.IsVerified);
        to.Flag(identity.Link is not null);
        if (identity.Link is { } link)
        {
            to.Text(link.Token);
            to.Time(link.ExpiresAt);
        }
    }

    private static EmailIdentity ReadIdentity(ref RecordReader from) => new(from.Text(), from.Pairs())
    {
        IsVerified = from.Flag(),
        Link = from.Flag() ? new VerificationLink(from.Text(), from.Time()) : null,
    };
}

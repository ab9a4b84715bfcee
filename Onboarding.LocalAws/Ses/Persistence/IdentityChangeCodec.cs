using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Ses.Store;

namespace Onboarding.LocalAws.Ses.Persistence;

/// <summary><see cref="IdentityChange"/>s in the journal.</summary>
internal sealed class IdentityChangeCodec : ChangeCodec<IdentityChange>
{
    public IdentityChangeCodec()
    {
        Kind(
            1,
            (to, added) =>
            {
                to.Text(added.Identity.Name);
                to.Pairs(added.Identity.Tags);
            },
            (ref from) => new IdentityChange.Added(new EmailIdentity(from.Text(), from.Pairs())));
        Kind(2, (to, removed) => to.Text(removed.Name), (ref from) => new IdentityChange.Removed(from.Text()));
        Kind<IdentityChange.Cleared>(3);
    }
}

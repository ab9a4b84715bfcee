using System.Diagnostics;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.SesV2.Store;

namespace Onboarding.LocalAws.SesV2.Persistence;

/// <summary><see cref="IdentityChange"/>s in the journal.</summary>
internal sealed class IdentityChangeCodec : IChangeCodec<IdentityChange>
{
    /// <summary>The first byte of each change. A number is never used for anything else.</summary>
    private enum Kind : byte
    {
        Added = 1,
        Removed = 2,
        Cleared = 3,
    }

    public void Write(RecordWriter to, IdentityChange change)
    {
        switch (change)
        {
            case IdentityChange.Added added:
                to.Byte((byte)Kind.Added);
                to.Text(added.Identity.Name);
                to.Pairs(added.Identity.Tags);
                break;
            case IdentityChange.Removed removed:
                to.Byte((byte)Kind.Removed);
                to.Text(removed.Name);
                break;
            case IdentityChange.Cleared:
                to.Byte((byte)Kind.Cleared);
                break;
            default:
                throw new UnreachableException();
        }
    }

    public IdentityChange Read(ref RecordReader from) => (Kind)from.Byte() switch
    {
        Kind.Added => new IdentityChange.Added(new EmailIdentity(from.Text(), from.Pairs())),
        Kind.Removed => new IdentityChange.Removed(from.Text()),
        Kind.Cleared => new IdentityChange.Cleared(),
        var other => throw new FormatException($"There is no change of kind {other}."),
    };
}

using System.Diagnostics;
using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.Ses.Store;

/// <summary>
/// The identities: addresses and domains that are verified or wait for it. An index has the token of each link.
/// </summary>
internal sealed class EmailIdentities(IChangeLog<IdentityChange> log)
    : JournaledStore<IdentityChange>(log, new IdentityChange.Cleared())
{
    /// <summary>AWS's quota: 10,000 identities per region.</summary>
    public const int CountMax = 10_000;

    private readonly SortedDictionary<string, EmailIdentity> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _nameByToken = new(StringComparer.Ordinal);

    public Addition Add(EmailIdentity identity)
    {
        lock (Gate)
        {
            if (_byName.ContainsKey(identity.Name))
            {
                return Addition.Exists;
            }

            if (_byName.Count >= CountMax)
            {
                return Addition.TooMany;
            }

            CommitUnderLock(new IdentityChange.Put(identity));
            return Addition.Added;
        }
    }

    /// <summary>Another link for an identity that waits; the one before leads nowhere any more.</summary>
    /// <returns>False where there is none of that name, or it is verified.</returns>
    public bool TryRenew(string name, VerificationLink link)
    {
        lock (Gate)
        {
            if (_byName.GetValueOrDefault(name) is not { IsVerified: false } identity)
            {
                return false;
            }

            CommitUnderLock(new IdentityChange.Put(identity with { Link = link }));
            return true;
        }
    }

    /// <returns>
    /// The identity, which is verified now or was before; null where the link is no one's or too old.
    /// </returns>
    public EmailIdentity? Verify(string token, DateTimeOffset now)
    {
        lock (Gate)
        {
            if (!_nameByToken.TryGetValue(token, out var name)
                || _byName[name] is not { } identity
                || identity.StateAt(now) == IdentityState.Failed)
            {
                return null;
            }

            return VerifyUnderLock(identity);
        }
    }

    /// <summary>For a host that verifies at once, over data of one that did not.</summary>
    public void VerifyAll()
    {
        lock (Gate)
        {
            foreach (var identity in _byName.Values.ToArray())
            {
                VerifyUnderLock(identity);
            }
        }
    }

    public EmailIdentity? Find(string name)
    {
        lock (Gate)
        {
            return _byName.GetValueOrDefault(name);
        }
    }

    public bool Remove(string name)
    {
        lock (Gate)
        {
            if (!_byName.ContainsKey(name))
            {
                return false;
            }

            CommitUnderLock(new IdentityChange.Removed(name));
            return true;
        }
    }

    /// <summary>In order of name.</summary>
    public IReadOnlyList<EmailIdentity> All()
    {
        lock (Gate)
        {
            return [.. _byName.Values];
        }
    }

    /// <summary>
    /// The verified identity that an address may send by: itself, its domain or a parent of its domain.
    /// Source: https://docs.aws.amazon.com/ses/latest/dg/creating-identities.html (subdomains inherit).
    /// </summary>
    public EmailIdentity? Covering(string address)
    {
        lock (Gate)
        {
            if (VerifiedUnderLock(address) is { } itself)
            {
                return itself;
            }

            var domain = address[(address.LastIndexOf('@') + 1)..];
            while (domain.Length > 0)
            {
                if (VerifiedUnderLock(domain) is { } covering)
                {
                    return covering;
                }

                var dot = domain.IndexOf('.', StringComparison.Ordinal);
                domain = dot < 0 ? "" : domain[(dot + 1)..];
            }

            return null;
        }
    }

    protected override IEnumerable<IdentityChange> CaptureUnderLock() =>
        _byName.Values.ToArray().Select(i => new IdentityChange.Put(i));

    protected override void ApplyUnderLock(IdentityChange change)
    {
        switch (change)
        {
            case IdentityChange.Put put:
                ForgetUnderLock(put.Identity.Name);
                _byName.Add(put.Identity.Name, put.Identity);
                if (put.Identity.Link is { } link)
                {
                    _nameByToken[link.Token] = put.Identity.Name;
                }

                break;
            case IdentityChange.Removed removed:
                ForgetUnderLock(removed.Name);
                break;
            case IdentityChange.Cleared:
                _byName.Clear();
                _nameByToken.Clear();
                break;
            default:
                throw new UnreachableException();
        }
    }

    private EmailIdentity? VerifiedUnderLock(string name) =>
        _byName.GetValueOrDefault(name) is { IsVerified: true } identity ? identity : null;

    private EmailIdentity VerifyUnderLock(EmailIdentity identity)
    {
        if (identity.IsVerified)
        {
            return identity;
        }

        var verified = identity with { IsVerified = true };
        CommitUnderLock(new IdentityChange.Put(verified));
        return verified;
    }

    private void ForgetUnderLock(string name)
    {
        if (_byName.Remove(name, out var former) && former.Link is { } link)
        {
            _nameByToken.Remove(link.Token);
        }
    }
}

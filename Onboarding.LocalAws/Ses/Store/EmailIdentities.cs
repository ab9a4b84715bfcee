using System.Diagnostics;
using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.Ses.Store;

/// <summary>
/// The verified senders. An identity is verified the moment it is created: AWS would mail a link or look up DKIM
/// records, and neither can happen for a machine without mail or DNS of its own.
/// </summary>
internal sealed class EmailIdentities(IChangeLog<IdentityChange> log)
    : JournaledStore<IdentityChange>(log, new IdentityChange.Cleared())
{
    /// <summary>AWS's quota: 10,000 identities per region.</summary>
    public const int CountMax = 10_000;

    private readonly SortedDictionary<string, EmailIdentity> _byName = new(StringComparer.OrdinalIgnoreCase);

    /// <returns>False where it is there already.</returns>
    public bool TryAdd(EmailIdentity identity)
    {
        lock (Gate)
        {
            if (_byName.ContainsKey(identity.Name))
            {
                return false;
            }

            CommitUnderLock(new IdentityChange.Added(identity));
            return true;
        }
    }

    public int Count
    {
        get
        {
            lock (Gate)
            {
                return _byName.Count;
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
    /// True where the address itself, its domain or a parent of its domain is an identity.
    /// Source: https://docs.aws.amazon.com/ses/latest/dg/creating-identities.html (subdomains inherit).
    /// </summary>
    public bool Covers(string address)
    {
        lock (Gate)
        {
            if (_byName.ContainsKey(address))
            {
                return true;
            }

            var domain = address[(address.LastIndexOf('@') + 1)..];
            while (domain.Length > 0)
            {
                if (_byName.ContainsKey(domain))
                {
                    return true;
                }

                var dot = domain.IndexOf('.', StringComparison.Ordinal);
                domain = dot < 0 ? "" : domain[(dot + 1)..];
            }

            return false;
        }
    }

    protected override IEnumerable<IdentityChange> CaptureUnderLock() =>
        _byName.Values.ToArray().Select(i => new IdentityChange.Added(i));

    protected override void ApplyUnderLock(IdentityChange change)
    {
        switch (change)
        {
            case IdentityChange.Added added:
                _byName.Add(added.Identity.Name, added.Identity);
                break;
            case IdentityChange.Removed removed:
                _byName.Remove(removed.Name);
                break;
            case IdentityChange.Cleared:
                _byName.Clear();
                break;
            default:
                throw new UnreachableException();
        }
    }
}

/// <param name="Name">An e-mail address or a domain.</param>
internal sealed record EmailIdentity(string Name, IReadOnlyList<KeyValuePair<string, string>> Tags)
{
    public bool IsDomain => !Name.Contains('@', StringComparison.Ordinal);
}

using System.Diagnostics;
using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.SesV2.Store;

/// <summary>
/// The verified senders. An identity is verified the moment it is created: AWS would mail a link or look up DKIM
/// records, and neither can happen for a machine without mail or DNS of its own.
/// </summary>
internal sealed class EmailIdentities(IChangeLog<IdentityChange> log) : IJournaledStore<IdentityChange>
{
    /// <summary>AWS's quota: 10,000 identities per region.</summary>
    public const int CountMax = 10_000;

    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, EmailIdentity> _byName = new(StringComparer.OrdinalIgnoreCase);

    /// <returns>False where it is there already.</returns>
    public bool TryAdd(EmailIdentity identity)
    {
        lock (_lock)
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
            lock (_lock)
            {
                return _byName.Count;
            }
        }
    }

    public EmailIdentity? Find(string name)
    {
        lock (_lock)
        {
            return _byName.GetValueOrDefault(name);
        }
    }

    public bool Remove(string name)
    {
        lock (_lock)
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
        lock (_lock)
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
        lock (_lock)
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

    public void Clear()
    {
        lock (_lock)
        {
            CommitUnderLock(new IdentityChange.Cleared());
        }
    }

    public void Apply(IdentityChange change)
    {
        lock (_lock)
        {
            ApplyUnderLock(change);
        }
    }

    public StateCapture<IdentityChange> Capture()
    {
        lock (_lock)
        {
            var identities = _byName.Values.ToArray();
            return new StateCapture<IdentityChange>(
                log.Position, identities.Select(i => new IdentityChange.Added(i)));
        }
    }

    private void CommitUnderLock(IdentityChange change)
    {
        log.Append([change]);
        ApplyUnderLock(change);
    }

    private void ApplyUnderLock(IdentityChange change)
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

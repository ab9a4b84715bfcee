namespace Onboarding.LocalAws.SesV2.Store;

/// <summary>
/// The verified senders. An identity is verified the moment it is created: AWS would mail a link or look up DKIM
/// records, and neither can happen for a machine without mail or DNS of its own.
/// </summary>
internal sealed class EmailIdentities
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
            return _byName.TryAdd(identity.Name, identity);
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
            return _byName.Remove(name);
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
            _byName.Clear();
        }
    }
}

/// <param name="Name">An e-mail address or a domain.</param>
internal sealed record EmailIdentity(string Name, IReadOnlyList<KeyValuePair<string, string>> Tags)
{
    public bool IsDomain => !Name.Contains('@', StringComparison.Ordinal);
}

using System.Diagnostics;
using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.Ses.Store;

/// <summary>
/// What the account has set: configuration sets, the suppression list, and what it told AWS of itself. Safe for
/// concurrent use.
/// </summary>
internal sealed class SendingAccount(IChangeLog<SendingAccountChange> log)
    : JournaledStore<SendingAccountChange>(log, new SendingAccountChange.Cleared())
{
    /// <summary>https://docs.aws.amazon.com/ses/latest/dg/quotas.html: sets, and destinations of one.</summary>
    public const int SetCountMax = 10_000;
    public const int DestinationCountMax = 10;

    /// <summary>As a new account has it.</summary>
    private static readonly IReadOnlyList<SuppressionReason> BothReasons =
        [SuppressionReason.Bounce, SuppressionReason.Complaint];

    private readonly SortedDictionary<string, ConfigurationSet> _sets = new(StringComparer.Ordinal);

    // That the case of an address does not matter is inferred.
    private readonly SortedDictionary<string, SuppressedAddress> _suppressed = new(StringComparer.OrdinalIgnoreCase);
    private IReadOnlyList<SuppressionReason> _reasons = BothReasons;
    private AccountDetails? _details;

    /// <summary>For which reasons the list is heeded, where a configuration set does not say so.</summary>
    public IReadOnlyList<SuppressionReason> SuppressedReasons
    {
        get
        {
            lock (Gate)
            {
                return _reasons;
            }
        }
    }

    /// <summary>Null before there are any.</summary>
    public AccountDetails? Details
    {
        get
        {
            lock (Gate)
            {
                return _details;
            }
        }
    }

    public Addition AddSet(ConfigurationSet set)
    {
        lock (Gate)
        {
            if (_sets.ContainsKey(set.Name))
            {
                return Addition.Exists;
            }

            if (_sets.Count >= SetCountMax)
            {
                return Addition.TooMany;
            }

            CommitUnderLock(new SendingAccountChange.SetPut(set));
            return Addition.Added;
        }
    }

    public ConfigurationSet? FindSet(string name)
    {
        lock (Gate)
        {
            return _sets.GetValueOrDefault(name);
        }
    }

    /// <summary>In order of name.</summary>
    public IReadOnlyList<ConfigurationSet> Sets()
    {
        lock (Gate)
        {
            return [.. _sets.Values];
        }
    }

    /// <param name="decide">The set as it shall be; null leaves it as it is. Runs under the lock.</param>
    /// <returns>False where there is none of that name.</returns>
    public bool ChangeSet(string name, Func<ConfigurationSet, ConfigurationSet?> decide)
    {
        lock (Gate)
        {
            if (!_sets.TryGetValue(name, out var set))
            {
                return false;
            }

            if (decide(set) is { } next)
            {
                CommitUnderLock(new SendingAccountChange.SetPut(next));
            }

            return true;
        }
    }

    /// <returns>False where there is none of that name.</returns>
    public bool RemoveSet(string name)
    {
        lock (Gate)
        {
            if (!_sets.ContainsKey(name))
            {
                return false;
            }

            CommitUnderLock(new SendingAccountChange.SetRemoved(name));
            return true;
        }
    }

    public void Suppress(SuppressedAddress address)
    {
        lock (Gate)
        {
            CommitUnderLock(new SendingAccountChange.Suppressed(address));
        }
    }

    /// <returns>False where the address is not on the list.</returns>
    public bool Release(string address)
    {
        lock (Gate)
        {
            if (!_suppressed.ContainsKey(address))
            {
                return false;
            }

            CommitUnderLock(new SendingAccountChange.Released(address));
            return true;
        }
    }

    public SuppressedAddress? FindSuppressed(string address)
    {
        lock (Gate)
        {
            return _suppressed.GetValueOrDefault(address);
        }
    }

    /// <summary>In order of address.</summary>
    public IReadOnlyList<SuppressedAddress> SuppressedAddresses()
    {
        lock (Gate)
        {
            return [.. _suppressed.Values];
        }
    }

    public void PutReasons(IReadOnlyList<SuppressionReason> reasons)
    {
        lock (Gate)
        {
            CommitUnderLock(new SendingAccountChange.ReasonsPut(reasons));
        }
    }

    public void PutDetails(AccountDetails details)
    {
        lock (Gate)
        {
            CommitUnderLock(new SendingAccountChange.DetailsPut(details));
        }
    }

    protected override IEnumerable<SendingAccountChange> CaptureUnderLock() =>
    [
        .. _sets.Values.Select(set => new SendingAccountChange.SetPut(set)),
        .. _suppressed.Values.Select(address => new SendingAccountChange.Suppressed(address)),
        new SendingAccountChange.ReasonsPut(_reasons),
        .. _details is null ? Array.Empty<SendingAccountChange>() : [new SendingAccountChange.DetailsPut(_details)],
    ];

    protected override void ApplyUnderLock(SendingAccountChange change)
    {
        switch (change)
        {
            case SendingAccountChange.SetPut put:
                _sets[put.Set.Name] = put.Set;
                break;
            case SendingAccountChange.SetRemoved removed:
                _sets.Remove(removed.Name);
                break;
            case SendingAccountChange.Suppressed suppressed:
                _suppressed[suppressed.Address.Address] = suppressed.Address;
                break;
            case SendingAccountChange.Released released:
                _suppressed.Remove(released.Address);
                break;
            case SendingAccountChange.ReasonsPut put:
                _reasons = put.Reasons;
                break;
            case SendingAccountChange.DetailsPut put:
                _details = put.Details;
                break;
            case SendingAccountChange.Cleared:
                (_reasons, _details) = (BothReasons, null);
                _sets.Clear();
                _suppressed.Clear();
                break;
            default:
                throw new UnreachableException();
        }
    }
}

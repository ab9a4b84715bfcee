using Onboarding.Functions.Users;

namespace Onboarding.Functions.Enrich;

/// <summary>
/// Which e-mail domains may register. An entry covers the domain and everything below it; a denial outweighs an
/// allowance; an empty allow list allows all.
/// </summary>
internal sealed class DomainPolicy(IEnumerable<string> allowed, IEnumerable<string> denied)
{
    private readonly HashSet<string> _allowed = Normalised(allowed);
    private readonly HashSet<string> _denied = Normalised(denied);

    /// <summary>Null when the domain may register, else the reason why not.</summary>
    public string? Refusal(string domain)
    {
        if (Covers(_denied, domain))
        {
            return FailureReason.DomainDenied;
        }

        return _allowed.Count == 0 || Covers(_allowed, domain) ? null : FailureReason.DomainNotAllowed;
    }

    private static bool Covers(HashSet<string> entries, string domain)
    {
        for (var rest = domain; ;)
        {
            if (entries.Contains(rest))
            {
                return true;
            }

            var dot = rest.IndexOf('.');
            if (dot < 0)
            {
                return false;
            }

            rest = rest[(dot + 1)..];
        }
    }

    private static HashSet<string> Normalised(IEnumerable<string> entries) =>
        entries.Select(entry => entry.TrimStart('@', '.').ToLowerInvariant()).ToHashSet(StringComparer.Ordinal);
}

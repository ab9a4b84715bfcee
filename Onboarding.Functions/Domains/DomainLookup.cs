namespace Onboarding.Functions.Domains;

/// <summary>What a lookup of a domain ended with.</summary>
internal abstract record DomainLookup
{
    public sealed record Registered(DomainFacts Facts) : DomainLookup;

    /// <summary>The registry says that there is no such domain, nor one above it.</summary>
    public sealed record NotRegistered : DomainLookup;

    /// <summary>No registry responded, or its response was refused: never the user's fault.</summary>
    /// <param name="Cause">One of the constants below, for the item and the log.</param>
    public sealed record Unverified(string Cause) : DomainLookup
    {
        /// <summary>No response, an error, or a circuit that is open because of those.</summary>
        public const string Unavailable = "registry_unavailable";

        /// <summary>The registry asked us to stay away for a while (429, or 503 with Retry-After).</summary>
        public const string Throttled = "registry_throttled";

        /// <summary>A response that is too large, no RDAP, or a redirect to an address that is not allowed.</summary>
        public const string ResponseRefused = "registry_answer_refused";

        /// <summary>The lookup, or the batch's share of time for lookups, took too long.</summary>
        public const string OutOfTime = "out_of_time";
    }
}

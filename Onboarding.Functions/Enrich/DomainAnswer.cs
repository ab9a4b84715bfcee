namespace Onboarding.Functions.Enrich;

/// <summary>What a lookup of a domain ended with.</summary>
internal abstract record DomainAnswer
{
    public sealed record Registered(DomainFacts Facts) : DomainAnswer;

    /// <summary>The registry says that there is no such domain, nor one above it.</summary>
    public sealed record NotRegistered : DomainAnswer;

    /// <summary>No registry responded, or its response was refused: never the user's fault.</summary>
    /// <param name="Cause">One of the constants below, for the item and the log.</param>
    public sealed record Unverified(string Cause) : DomainAnswer
    {
        /// <summary>No answer, an error, or a circuit that is open because of those.</summary>
        public const string Unavailable = "registry_unavailable";

        /// <summary>The registry asked us to stay away for a while (429, or 503 with Retry-After).</summary>
        public const string Throttled = "registry_throttled";

        /// <summary>An answer that is too large, no RDAP, or sends us where we do not go.</summary>
        public const string AnswerRefused = "registry_answer_refused";

        /// <summary>The lookup, or the batch's share of time for lookups, took too long.</summary>
        public const string OutOfTime = "out_of_time";
    }
}

namespace Onboarding.Functions.Sweep;

/// <summary>What a sweep made of one entry of the index.</summary>
internal enum SweepOutcome
{
    /// <summary>Back to pending, as another attempt.</summary>
    Driven,

    /// <summary>The last attempt is over.</summary>
    Failed,

    /// <summary>A registry responded, for or against the domain.</summary>
    Verified,

    /// <summary>No registry could be asked this time either.</summary>
    Unverified,

    /// <summary>Nothing is due any more, though nothing was done.</summary>
    Dropped,

    /// <summary>The user has moved on, by itself or by another sweep.</summary>
    Overtaken,

    /// <summary>The next sweep tries again.</summary>
    Faulted,
}

namespace Onboarding.LocalAws.EventBridge.Store;

/// <summary>How a change of the store ended.</summary>
internal enum StoreOutcome
{
    Done,
    AlreadyExists,
    NoBus,
    NoRule,
    NoArchive,

    /// <summary>A bus with rules or a rule with targets cannot go.</summary>
    NotEmpty,

    /// <summary>One more would be over AWS's quota.</summary>
    TooMany,

    /// <summary>The rule is that of an archive.</summary>
    Managed,
}

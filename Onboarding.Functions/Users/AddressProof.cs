namespace Onboarding.Functions.Users;

/// <summary>What stands behind a user's claim to an e-mail address, the weakest first.</summary>
internal enum AddressProof
{
    /// <summary>Given by a caller without authentication.</summary>
    Claimed,

    /// <summary>Given by the holder of an API key, which has a name and can be revoked.</summary>
    Vouched,

    /// <summary>The user has entered a code that was mailed to the address.</summary>
    Verified,
}

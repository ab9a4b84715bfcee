namespace Onboarding.Functions.Users;

/// <summary>What stands behind a user's claim to an e-mail address, the weakest first.</summary>
internal enum AddressProof
{
    /// <summary>The word of somebody unknown.</summary>
    Claimed,

    /// <summary>The word of somebody with an API key, which has a name and can be revoked.</summary>
    Vouched,

    /// <summary>Somebody has read a code that was mailed to the address.</summary>
    Verified,
}

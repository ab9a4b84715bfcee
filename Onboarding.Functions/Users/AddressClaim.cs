using Amazon.DynamoDBv2.Model;

namespace Onboarding.Functions.Users;

/// <summary>
/// Who has an e-mail address: the item <c>{identity: "email#…", userId, proof: claimed | vouched | verified,
/// claimedAt}</c> of the Identities table. Who takes it over from whom: docs/adr/0015-let-a-verified-address-win.md.
/// </summary>
/// <param name="Proof">Null in an item from before there were proofs.</param>
internal sealed record AddressClaim(string UserId, AddressProof? Proof)
{
    public const string ProofAttribute = "proof";
    public const string ClaimedAtAttribute = "claimedAt";

    public static string IdentityOf(string email) => $"email#{email}";

    public static string TextOf(AddressProof proof) => proof switch
    {
        AddressProof.Claimed => "claimed",
        AddressProof.Vouched => "vouched",
        AddressProof.Verified => "verified",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public static AddressClaim From(Dictionary<string, AttributeValue> item) => new(
        UserItem.Text(item, "userId") ?? "",
        UserItem.Text(item, ProofAttribute) switch
        {
            "claimed" => AddressProof.Claimed,
            "vouched" => AddressProof.Vouched,
            "verified" => AddressProof.Verified,
            _ => null,
        });

    /// <summary>
    /// Whether a new claim takes over: one with a stronger proof does; one as strong does where the holder has failed
    /// or is gone, since a failure must not block the address.
    /// </summary>
    /// <param name="holder">The user with <see cref="UserId"/>; null when there is none.</param>
    public bool YieldsTo(AddressProof proof, UserItem? holder)
    {
        var held = Proof ?? ProofOfDoor(holder?.Source);
        return holder is { IsAlive: true } ? proof > held : proof >= held;
    }

    private static AddressProof ProofOfDoor(string? source) => source switch
    {
        UserSource.Cognito => AddressProof.Verified,
        UserSource.Register => AddressProof.Vouched,
        _ => AddressProof.Claimed,
    };
}

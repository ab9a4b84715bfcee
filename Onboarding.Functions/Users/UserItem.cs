using System.Globalization;
using Amazon.DynamoDBv2.Model;

namespace Onboarding.Functions.Users;

/// <summary>
/// Reads an item of the Users table, or the image of one in a stream record:
/// <c>{userId, email?, emailVerified?, username?, name, firstName?, lastName?, phone?, source, metadata: {status,
/// reason?, attempt?, createdAt, updatedAt, steps, fault?}, trace?, domain?, personalisation?, mail?, due?,
/// dueSince?, preferences?, tenantId?, invitation?}</c>.
/// Absent and wrongly typed attributes read as null: an image may be older or younger than this code.
/// </summary>
internal sealed class UserItem(IReadOnlyDictionary<string, AttributeValue>? attributes)
{
    public string? UserId => Text(attributes, "userId");

    /// <exception cref="InvalidOperationException">The item is of another table: the id is this one's key.</exception>
    public string RequiredUserId =>
        UserId ?? throw new InvalidOperationException("The item has no userId: it is not one of the Users table.");

    public string? Email => Text(attributes, "email");

    /// <summary>Whether the user had proven, at the door, that the mailbox is theirs.</summary>
    public bool IsEmailVerified => attributes?.GetValueOrDefault("emailVerified")?.BOOL == true;

    public string? Username => Text(attributes, "username");

    public string? Name => Text(attributes, "name");

    public string? FirstName => Text(attributes, "firstName");

    public string? LastName => Text(attributes, "lastName");

    public string? Phone => Text(attributes, "phone");

    /// <summary>Of a user of another door than the pool; those of the pool have theirs in TenantUsers.</summary>
    public Preferences Preferences => Preferences.From(attributes);

    /// <summary>The tenant that the sign-up was decided for; whose user they are is a row of TenantUsers.</summary>
    public string? TenantId => Text(attributes, "tenantId");

    /// <summary>An <see cref="InvitationMark"/>; null for a user who showed no code.</summary>
    public string? Invitation => Text(attributes, "invitation");

    public string? Source => Text(attributes, "source");

    public string? Trace => Text(attributes, "trace");

    public string? Status => Text(Metadata, "status");

    public string? Reason => Text(Metadata, "reason");

    /// <summary>On the way or completed; a user who has failed has nothing that others must do without.</summary>
    public bool IsAlive => Status is not (null or UserStatus.Failed);

    /// <summary>Failed as another user had a stronger proof of the address.</summary>
    public bool IsDisplaced => Status == UserStatus.Failed
        && Reason is FailureReason.EmailClaimedByVerifiedUser or FailureReason.EmailClaimedByRegistration;

    /// <summary>Which run of the registration this is: 1 at the door, and one more for each that is driven.</summary>
    public int Attempt =>
        int.TryParse(
            Metadata?.GetValueOrDefault("attempt")?.N,
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var attempt)
            ? attempt
            : 1;

    public string? CreatedAt => Text(Metadata, "createdAt");

    public string? UpdatedAt => Text(Metadata, "updatedAt");

    /// <summary>The ledger of provisioning: step name → <c>{state, at, …}</c>.</summary>
    public IReadOnlyDictionary<string, AttributeValue> Steps =>
        Metadata?.GetValueOrDefault("steps")?.M ?? [];

    /// <summary>What last kept provisioning from going on: <c>{step, error, at}</c>; null once that is over.</summary>
    public IReadOnlyDictionary<string, AttributeValue>? Fault => Metadata?.GetValueOrDefault("fault")?.M;

    /// <summary>A <see cref="DomainVerification"/>; null before the user was enriched.</summary>
    public string? DomainVerification => Text(attributes?.GetValueOrDefault("domain")?.M, "verification");

    /// <summary>A key of <see cref="DueWork"/>; null where nothing is.</summary>
    public string? Due => Text(attributes, DueWork.Attribute);

    public string? DueSince => Text(attributes, DueWork.SinceAttribute);

    public string? DomainName => Text(attributes?.GetValueOrDefault("domain")?.M, "name");

    /// <summary>When a registry was first asked for the domain.</summary>
    public string? DomainCheckedAt => Text(attributes?.GetValueOrDefault("domain")?.M, "checkedAt");

    /// <summary>What a model takes the user for; null before it was asked, and where none is.</summary>
    public string? Segment => Text(attributes?.GetValueOrDefault("personalisation")?.M, "segment");

    /// <summary>Null as long as nothing has come back of a mail to the user.</summary>
    public UserMail? Mail => UserMail.Read(attributes?.GetValueOrDefault("mail")?.M);

    private Dictionary<string, AttributeValue>? Metadata => attributes?.GetValueOrDefault("metadata")?.M;

    public static string? Text(IReadOnlyDictionary<string, AttributeValue>? map, string name) =>
        map?.GetValueOrDefault(name)?.S;
}

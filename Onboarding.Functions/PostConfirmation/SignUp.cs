using Onboarding.Functions.Events;
using Onboarding.Functions.Users;
using Onboarding.Functions.Users.Fields;

namespace Onboarding.Functions.PostConfirmation;

/// <summary>
/// A confirmed sign-up as the user it becomes. Its name is the attribute <c>name</c>, else first and last name, which
/// may be the pool's custom attributes or the standard ones.
/// </summary>
/// <remarks>
/// The pool has accepted and confirmed these attributes; refusing them now would leave a user who can sign in and
/// has no item. What our own rules do not allow is left out, or kept unclaimed in the case of the e-mail, and
/// Enrich fails the user with a reason that the registration's status shows.
/// </remarks>
/// <param name="ClaimsEmail">Whether the user has an e-mail address that can identify them.</param>
internal sealed record SignUp(NewUser User, bool ClaimsEmail)
{
    /// <summary>Where the client of ConfirmSignUp puts the code into its metadata.</summary>
    public const string InvitationMetadata = "invitationCode";

    /// <summary>What the client gave for an invitation's code; null where it gave none.</summary>
    public string? InvitationCode { get; init; }

    // The generated one would print the code.
    public override string ToString() => $"sign-up of {User.UserId}";

    /// <exception cref="InvalidOperationException">The event names no user.</exception>
    public static SignUp From(CognitoTriggerRequest request, DateTimeOffset now, string? traceparent)
    {
        var sub = request.Attribute("sub")
            ?? throw new InvalidOperationException("The event has no attribute sub: it names no user.");
        var email = request.Attribute("email");
        var valid = EmailAddress.Normalise(email ?? "", out var normalised) is null;
        var first = NameOf(request, "custom:firstName") ?? NameOf(request, "given_name");
        var last = NameOf(request, "custom:lastName") ?? NameOf(request, "family_name");
        var user = new NewUser(sub, UserSource.Cognito, now)
        {
            Email = valid ? normalised : email,
            // An administrator and a PreSignUp trigger can confirm a user whose address is not verified.
            Proof = request.Attribute("email_verified") == "true" ? AddressProof.Verified : AddressProof.Claimed,
            FirstName = first,
            LastName = last,
            Name = NameOf(request, "name") ?? Join(first, last),
            Phone = PhoneOf(request),
            Traceparent = traceparent,
        };
        return new SignUp(user, valid)
        {
            InvitationCode = request.ClientMetadata?.GetValueOrDefault(InvitationMetadata) is { Length: > 0 } code
                ? code
                : null,
        };
    }

    private static string? NameOf(CognitoTriggerRequest request, string attribute) =>
        request.Attribute(attribute) is { } text && PersonName.Normalise(text, out var name) is null ? name : null;

    private static string? Join(string? first, string? last) =>
        first is null || last is null ? first ?? last : $"{first} {last}";

    private static string? PhoneOf(CognitoTriggerRequest request) =>
        request.Attribute("phone_number") is { } phone && PhoneNumber.Fault(phone) is null ? phone : null;
}

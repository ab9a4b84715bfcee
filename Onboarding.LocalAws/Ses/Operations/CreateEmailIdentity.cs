using Onboarding.LocalAws.Ses.Mime;
using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Ses.Verification;
using Onboarding.LocalAws.Wire.Operations;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Ses.Operations;

/// <summary>CreateEmailIdentity: an address or a domain that may send once it is verified.</summary>
internal sealed class CreateEmailIdentity(IdentityVerification verification) : IRestJsonOperation
{
    public string Name => "CreateEmailIdentity";

    public RestJsonRoute Route { get; } = new("POST /v2/email/identities");

    public IReadOnlyList<Permission> Permissions { get; } = [new("ses:CreateEmailIdentity", SesResources.Identity)];

    public OperationMembers Members { get; } = new("EmailIdentity", "Tags")
    {
        Refused = ["DkimSigningAttributes", "ConfigurationSetName"],
    };

    public ValueTask ExecuteAsync(RestJsonCall call, CancellationToken stop)
    {
        var added = verification.Begin(Read(call.Input), out var identity);
        if (added != Addition.Added)
        {
            throw added == Addition.Exists
                ? SesErrors.IdentityExists(identity.Name)
                : SesErrors.TooMany("identities", EmailIdentities.CountMax);
        }

        call.Response.WriteString("IdentityType", IdentityJson.TypeOf(identity));
        call.Response.WriteBoolean("VerifiedForSendingStatus", identity.IsVerified);
        IdentityJson.WriteDkim(call.Response, identity);
        return ValueTask.CompletedTask;
    }

    private static EmailIdentity Read(RequestMembers input)
    {
        var name = input.RequiredText("EmailIdentity", "EmailIdentity");
        return Validate(name) is { } fault
            ? throw SesErrors.BadRequest(fault)
            : new EmailIdentity(name, NamedValues.Read(input, "Tags", "Key"));
    }

    private static string? Validate(string name) =>
        name.Length == 0 ? "EmailIdentity is required."
        : name.Contains('@', StringComparison.Ordinal) ? EmailAddress.Parse(name).Fault
        : !name.Contains('.', StringComparison.Ordinal) ? $"Invalid domain name {name}."
        : EmailAddress.Parse("postmaster@" + name).Fault is null ? null : $"Invalid domain name {name}.";
}

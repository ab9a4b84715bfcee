using Onboarding.LocalAws.Ses.Mime;
using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Operations;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Ses.Operations;

/// <summary>CreateEmailIdentity: an address or a domain that may send, verified at once (EmailIdentities).</summary>
internal sealed class CreateEmailIdentity(EmailIdentities identities) : IRestJsonOperation
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
        var identity = Read(call.Input);
        if (identities.Find(identity.Name) is null && identities.Count >= EmailIdentities.CountMax)
        {
            throw new AwsException(new AwsError(
                "LimitExceededException", 400, $"You may not have more than {EmailIdentities.CountMax} identities."));
        }

        if (!identities.TryAdd(identity))
        {
            throw SesErrors.IdentityExists(identity.Name);
        }

        call.Response.WriteString("IdentityType", IdentityJson.TypeOf(identity));
        call.Response.WriteBoolean("VerifiedForSendingStatus", true);
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

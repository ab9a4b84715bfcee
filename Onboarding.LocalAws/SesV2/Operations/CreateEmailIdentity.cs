using Onboarding.LocalAws.SesV2.Mime;
using Onboarding.LocalAws.SesV2.Store;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.SesV2.Operations;

/// <summary>CreateEmailIdentity: an address or a domain that may send, verified at once (EmailIdentities).</summary>
internal static class CreateEmailIdentity
{
    private const string Operation = "CreateEmailIdentity";

    public static ValueTask HandleAsync(AwsRequest request, EmailIdentities identities)
    {
        var identity = Read(request.Body.Span);
        if (identities.Find(identity.Name) is null && identities.Count >= EmailIdentities.CountMax)
        {
            throw new AwsException(new AwsError(
                "LimitExceededException", 400, $"You may not have more than {EmailIdentities.CountMax} identities."));
        }

        return identities.TryAdd(identity)
            ? SesJson.SendAsync(request, json =>
            {
                json.WriteString("IdentityType", IdentityJson.TypeOf(identity));
                json.WriteBoolean("VerifiedForSendingStatus", true);
                IdentityJson.WriteDkim(json, identity);
            })
            : throw SesErrors.IdentityExists(identity.Name);
    }

    private static EmailIdentity Read(ReadOnlySpan<byte> body)
    {
        string? name = null;
        List<KeyValuePair<string, string>> tags = [];
        var input = new JsonInput(body);
        input.BeginObject();
        while (input.NextMember())
        {
            if (input.MemberIs("EmailIdentity"u8))
            {
                name = input.ReadString();
            }
            else if (input.MemberIs("Tags"u8))
            {
                tags = NamedValues.Read(ref input, "Key");
            }
            else if (input.MemberName() is ("DkimSigningAttributes" or "ConfigurationSetName") and var feature)
            {
                throw SesErrors.Unsupported(Operation, feature);
            }
            else
            {
                input.Skip();
            }
        }

        return Validate(name) is { } fault ? throw SesErrors.BadRequest(fault) : new EmailIdentity(name!, tags);
    }

    private static string? Validate(string? name) =>
        string.IsNullOrEmpty(name) ? "EmailIdentity is required."
        : name.Contains('@', StringComparison.Ordinal) ? EmailAddress.Parse(name).Fault
        : !name.Contains('.', StringComparison.Ordinal) ? $"Invalid domain name {name}."
        : EmailAddress.Parse("postmaster@" + name).Fault is null ? null : $"Invalid domain name {name}.";
}

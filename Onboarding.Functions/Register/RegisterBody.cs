using Onboarding.Functions.Http;
using Onboarding.Functions.Users.OverHttp;

namespace Onboarding.Functions.Register;

/// <summary>
/// Validates <c>{"email":"…","name":"…","phone":"…"}</c>, reporting every field's fault at once.
/// </summary>
internal static class RegisterBody
{
    private static readonly string[] Known = ["email", "name", "phone"];

    /// <summary>Null when <paramref name="faults"/> has entries.</summary>
    public static RegisterRequest? Parse(ReadOnlySpan<byte> utf8, List<FieldFault> faults) =>
        Check(BodyFields.Read(utf8, Known, faults), faults);

    /// <inheritdoc cref="Parse(ReadOnlySpan{byte}, List{FieldFault})"/>
    public static RegisterRequest? Parse(Events.HttpApiRequest request, List<FieldFault> faults) =>
        Check(BodyFields.Read(request, Known, faults), faults);

    private static RegisterRequest? Check(BodyFields? fields, List<FieldFault> faults)
    {
        if (fields is null)
        {
            return null;
        }

        var email = ProfileFields.Email(fields, faults);
        var name = ProfileFields.Name(fields, faults);
        var phone = ProfileFields.Phone(fields, faults);
        return faults.Count == 0 ? new RegisterRequest(email, name, phone) : null;
    }
}

using System.Text.Json;

namespace Onboarding.LocalAws.Cognito.Codes;

/// <summary>Where a code went, as the caller may know it: <c>a***@e***</c>.</summary>
internal sealed record CodeDestination(string Masked)
{
    public static CodeDestination Of(string email)
    {
        var at = email.LastIndexOf('@');
        return new CodeDestination(at < 1 || at == email.Length - 1 ? "***" : $"{email[0]}***@{email[at + 1]}***");
    }

    /// <summary>A made-up address for a name without a user, always the same for one name.</summary>
    public static CodeDestination Simulated(string username) =>
        username.Contains('@', StringComparison.Ordinal) ? Of(username) : Of($"{username}@e");

    /// <param name="member"><c>CodeDeliveryDetails</c>; null inside a list.</param>
    public void Write(Utf8JsonWriter json, string? member)
    {
        if (member is null)
        {
            json.WriteStartObject();
        }
        else
        {
            json.WriteStartObject(member);
        }

        json.WriteString("AttributeName"u8, "email"u8);
        json.WriteString("DeliveryMedium"u8, "EMAIL"u8);
        json.WriteString("Destination"u8, Masked);
        json.WriteEndObject();
    }
}

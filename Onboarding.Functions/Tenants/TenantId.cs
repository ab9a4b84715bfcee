namespace Onboarding.Functions.Tenants;

/// <summary>The id of a tenant: up to 64 letters, digits and hyphens, for example <c>t-1d2c3b4a-…</c>.</summary>
internal static class TenantId
{
    private const int LengthMax = 64;

    /// <summary>
    /// The tenant of a user who was not invited. Derived from the user, so that every repetition of a sign-up names
    /// the same one. It is no secret: who is in a tenant is a row of TenantUsers.
    /// </summary>
    public static string OwnOf(string userId) => $"t-{userId}";

    /// <summary>False for what no tenant can be called: no need to look at the table.</summary>
    public static bool IsValid(string? text) =>
        text is { Length: > 0 and <= LengthMax } && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}

namespace Onboarding.Functions.Users;

/// <summary>
/// The item of the Identities table with which a user signs in: <c>{identity: "username#ada", userId, password,
/// attempts?, failures?, lockouts?, lockedUntil?}</c>. One function writes it and another reads it.
/// </summary>
internal static class Credential
{
    public const string Password = "password";

    public static string IdentityOf(string username) => $"username#{username}";
}

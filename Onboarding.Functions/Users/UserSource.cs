namespace Onboarding.Functions.Users;

/// <summary>The door through which a user came: <c>source</c> of the item.</summary>
internal static class UserSource
{
    public const string Register = "register";
    public const string CreateUser = "createUser";
    public const string Cognito = "cognito";
}

namespace Onboarding.Functions.CreateUser;

/// <summary>A valid request: username and e-mail normalised, the name trimmed, the phone in E.164.</summary>
internal sealed record CreateUserRequest(string Username, string Password, string Email, string Name, string Phone)
{
    /// <summary>Never the members, which hold the password: this is what ends up in a log by mistake.</summary>
    public override string ToString() => nameof(CreateUserRequest);
}

using Onboarding.LocalAws.Cognito.Store;

namespace Onboarding.LocalAws.Cognito.Codes;

/// <summary>What a code is for: where it is kept, how long it is good, and how CustomMessage is told.</summary>
internal sealed record CodePurpose(
    string TriggerSource,
    TimeSpan GoodFor,
    Func<User, VerificationCode?> Read,
    Func<User, VerificationCode, User> Write)
{
    /// <summary>https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html</summary>
    private static readonly TimeSpan SignUpGoodFor = TimeSpan.FromHours(24);
    private static readonly TimeSpan ResetGoodFor = TimeSpan.FromHours(1);

    public static CodePurpose SignUp { get; } = new(
        "CustomMessage_SignUp", SignUpGoodFor, u => u.SignUpCode, (u, code) => u with { SignUpCode = code });

    public static CodePurpose Resend { get; } = SignUp with { TriggerSource = "CustomMessage_ResendCode" };

    public static CodePurpose ForgotPassword { get; } = new(
        "CustomMessage_ForgotPassword", ResetGoodFor, u => u.ResetCode, (u, code) => u with { ResetCode = code });

    public static CodePurpose VerifyAttribute { get; } = new(
        "CustomMessage_VerifyUserAttribute",
        SignUpGoodFor,
        u => u.EmailCode,
        (u, code) => u with { EmailCode = code });

    public static CodePurpose UpdateAttribute { get; } =
        VerifyAttribute with { TriggerSource = "CustomMessage_UpdateUserAttribute" };
}

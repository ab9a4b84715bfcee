using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.Kernel;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>A random password that keeps every rule that a policy can have.</summary>
internal static class TemporaryPassword
{
    private const int LengthMin = 12;

    private const string LowerCase = "abcdefghijkmnopqrstuvwxyz";
    private const string UpperCase = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const string Digits = "23456789";
    private const string Symbols = "!@#%^*-_=+";

    public static string Create(PasswordPolicy policy, RandomSource random) =>
        random.NextString(UpperCase, 1)
        + random.NextString(LowerCase, 1)
        + random.NextString(Digits, 1)
        + random.NextString(Symbols, 1)
        + random.NextString(LowerCase + UpperCase + Digits, Math.Max(LengthMin, policy.LengthMin) - 4);
}

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>Times in JSON: seconds since 1970 with milliseconds behind the point.</summary>
internal static class EpochSeconds
{
    public static double Of(DateTimeOffset time) => time.ToUnixTimeMilliseconds() / 1000.0;
}

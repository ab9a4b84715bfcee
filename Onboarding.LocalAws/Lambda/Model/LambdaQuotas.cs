namespace Onboarding.LocalAws.Lambda.Model;

/// <summary>https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html</summary>
internal static class LambdaQuotas
{
    /// <summary>6 MB each for the payload of a synchronous invocation and for its response.</summary>
    public const int PayloadSizeBytesMax = 6 * 1024 * 1024;
}

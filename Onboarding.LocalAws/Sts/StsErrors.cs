using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.Sts;

/// <summary>
/// STS's error catalogue. Codes: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html; texts as the
/// trackers of the SDKs and of credential helpers quote them, else as noted.
/// </summary>
internal static class StsErrors
{
    /// <param name="faults">At least one, each as <c>Value 'x' at 'y' failed to satisfy constraint: …</c>.</param>
    public static AwsException Constraints(IReadOnlyList<string> faults)
    {
        var head = faults.Count == 1 ? "1 validation error" : $"{faults.Count} validation errors";
        return Invalid($"{head} detected: {string.Join("; ", faults)}");
    }

    public static AwsException InvalidArn() => Invalid("Request ARN is invalid");

    /// <summary>Also for a role that is not there: AWS does not tell which it is.</summary>
    public static AwsException MayNotAssume(string callerArn, string roleArn) => Denied(
        $"User: {callerArn} is not authorized to perform: sts:AssumeRole on resource: {roleArn}");

    public static AwsException LongerThanRole() =>
        Invalid("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");

    public static AwsException LongerThanChain() => Invalid(
        "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.");

    /// <summary>The text is inferred.</summary>
    public static AwsException MalformedPolicy() =>
        new(new AwsError("MalformedPolicyDocument", 400, "The policy is not in the valid JSON format."));

    public static AwsException PolicyTooLarge(int percent) => new(new AwsError(
        "PackedPolicyTooLarge",
        400,
        $"Packed policy consumes {percent}% of allotted space, please use smaller policy."));

    /// <summary>https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html; the text is inferred.</summary>
    public static AwsException TransitiveTag(string key) => Invalid(
        $"The tag key '{key}' is transitive in the caller's session and cannot be set again.");

    /// <summary>
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html; the text is
    /// inferred.
    /// </summary>
    public static AwsException SourceIdentityIsSet() =>
        Denied("The source identity of the caller's session cannot be changed.");

    public static AwsException SessionToken() => Denied("Cannot call GetSessionToken with session credentials");

    private static AwsException Invalid(string message) => new(new AwsError("ValidationError", 400, message));

    private static AwsException Denied(string message) => new(new AwsError("AccessDenied", 403, message));
}

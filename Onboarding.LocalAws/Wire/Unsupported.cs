namespace Onboarding.LocalAws.Wire;

/// <summary>
/// How this emulator refuses what it does not do: 501, so that no client mistakes it for an answer of AWS, with a
/// hint. The SDKs do not retry a 501.
/// </summary>
internal static class Unsupported
{
    /// <param name="signingName">For example <c>cloudformation</c>; without a signature what the target names.</param>
    public static AwsError Service(string signingName) => Absent($"the service '{signingName}'");

    /// <summary>Of a service of which another API or protocol is done: SES's first beside its second.</summary>
    public static AwsError Api(string signingName) => Absent($"this API or protocol of the service '{signingName}'");

    public static AwsError Operation(string service, string operation) => new(
        "UnknownOperationException",
        501,
        $"not supported by Onboarding.LocalAws: {service} {operation}. COMPAT.md lists what is; for anything else "
        + $"point AWS_ENDPOINT_URL_{service.ToUpperInvariant()} at AWS or another emulator.");

    /// <param name="feature">For example <c>TableClass STANDARD_INFREQUENT_ACCESS</c>.</param>
    public static AwsError Feature(string service, string operation, string feature) => new(
        "NotImplementedException",
        501,
        $"not supported by Onboarding.LocalAws: {feature} in {service} {operation}. COMPAT.md lists what is.");

    private static AwsError Absent(string what) => new(
        "UnknownOperationException",
        501,
        $"not supported by Onboarding.LocalAws: {what}; COMPAT.md lists what is, and an AWS_ENDPOINT_URL_… of its own "
        + "points a service at AWS or another emulator.");
}

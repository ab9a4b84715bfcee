namespace Onboarding.LocalAws.Wire;

/// <summary>
/// How this emulator refuses what it does not do: 501, so that no client mistakes it for an answer of AWS, with a
/// hint. The SDKs do not retry a 501.
/// </summary>
internal static class Unsupported
{
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
}

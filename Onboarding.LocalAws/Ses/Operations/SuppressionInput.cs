using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Ses.Operations;

/// <summary>The reasons for which an address is suppressed: BOUNCE and COMPLAINT.</summary>
internal static class SuppressionInput
{
    private static readonly string[] Names = ["BOUNCE", "COMPLAINT"];

    public static string NameOf(SuppressionReason reason) => Names[(int)reason];

    public static SuppressionReason Reason(string name, string path) =>
        Array.IndexOf(Names, name) is >= 0 and var index
            ? (SuppressionReason)index
            : throw SesErrors.Constraint(
                name, path, $"Member must satisfy enum value set: [{string.Join(", ", Names)}]");

    /// <returns>Null where the member is absent, each reason once.</returns>
    public static IReadOnlyList<SuppressionReason>? Reasons(RequestMembers input) =>
        input.Texts("SuppressedReasons") is { } names
            ? [.. names.Select(name => Reason(name, "suppressedReasons")).Distinct()]
            : null;
}

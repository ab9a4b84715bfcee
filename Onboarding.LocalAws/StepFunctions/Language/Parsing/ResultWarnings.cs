using System.Text.Json;

namespace Onboarding.LocalAws.StepFunctions.Language.Parsing;

/// <summary>
/// A Pass state's Result is as written: a field of it that ends in <c>.$</c> was meant for Parameters.
/// </summary>
internal static class ResultWarnings
{
    public static void Check(JsonElement value, string location, Faults faults)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var (i, item) in value.EnumerateArray().Index())
            {
                Check(item, $"{location}[{i}]", faults);
            }
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (var member in value.EnumerateObject())
        {
            if (member.Name.EndsWith(".$", StringComparison.Ordinal))
            {
                faults.Warning(
                    FaultCode.StaticResult,
                    $"The Result of a Pass state is static: the field '{member.Name}' is not evaluated",
                    $"{location}/{member.Name}");
            }

            Check(member.Value, $"{location}/{member.Name}", faults);
        }
    }
}

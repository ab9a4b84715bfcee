using System.Text;
using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Engine;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.StepFunctions.Operations;

/// <summary>The texts in requests, as the API's model bounds them.</summary>
internal static class Texts
{
    private const int NameLengthMax = 80;
    private const int DefinitionLengthMax = 1024 * 1024;
    private const int ErrorLengthMax = 256;
    private const int CauseLengthMax = 32_768;
    private const string NotInNames = "<>{}[]?*\"#%\\^|~`$&,;:/";

    /// <summary>
    /// "A name must not contain" what
    /// https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html lists.
    /// </summary>
    public static void CheckName(string name)
    {
        CheckLength(name, "name", 1, NameLengthMax);
        if (name.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || char.IsSurrogate(c) || c >= '\uFFFE'
            || NotInNames.Contains(c, StringComparison.Ordinal)))
        {
            throw StepFunctionsErrors.InvalidName(name);
        }
    }

    /// <param name="member">As errors name it.</param>
    public static void CheckLength(string text, string member, int min, int max, bool isShown = true)
    {
        if (text.Length < min)
        {
            throw StepFunctionsErrors.Constraint(
                isShown ? text : null, member, $"Member must have length greater than or equal to {min}");
        }

        if (text.Length > max)
        {
            throw StepFunctionsErrors.Constraint(
                isShown ? text : null, member, $"Member must have length less than or equal to {max}");
        }
    }

    /// <summary>Null where it is absent.</summary>
    public static string? Definition(RequestMembers input)
    {
        var definition = input.Text("definition");
        CheckLength(definition ?? " ", "definition", 1, DefinitionLengthMax, isShown: false);
        return definition;
    }

    /// <summary>Null where it is absent.</summary>
    public static string? Role(RequestMembers input)
    {
        var role = input.Text("roleArn");
        if (role is null)
        {
            return null;
        }

        CheckLength(role, "roleArn", 1, ErrorLengthMax);
        return role.StartsWith("arn:", StringComparison.Ordinal)
            ? role
            : throw StepFunctionsErrors.InvalidArn($"Invalid ARN prefix: {role}");
    }

    /// <summary>The error and cause that a caller gives.</summary>
    public static (string? Error, string? Cause) Failure(RequestMembers input)
    {
        var (error, cause) = (input.Text("error"), input.Text("cause"));
        CheckLength(error ?? "", "error", 0, ErrorLengthMax, isShown: false);
        CheckLength(cause ?? "", "cause", 0, CauseLengthMax, isShown: false);
        return (error, cause);
    }

    /// <summary>256 KiB, counted in UTF-8; never shown, since it can hold personal data.</summary>
    public static void CheckSize(string data, string member)
    {
        if (Encoding.UTF8.GetByteCount(data) > ExecutionInput.SizeBytesMax)
        {
            throw StepFunctionsErrors.Constraint(
                value: null, member, $"Member must have length less than or equal to {ExecutionInput.SizeBytesMax}");
        }
    }

    /// <summary>Without it the input is <c>{}</c>.</summary>
    public static ExecutionInput Input(RequestMembers input)
    {
        var text = input.Text("input") ?? "{}";
        CheckSize(text, "input");
        try
        {
            return text.Length == 0
                ? throw StepFunctionsErrors.InvalidInput("Invalid execution input.")
                : ExecutionInput.Parse(text);
        }
        catch (JsonException e)
        {
            throw StepFunctionsErrors.InvalidInput(e.Message);
        }
    }

    /// <summary>X-Ray's; null where it is absent.</summary>
    public static string? TraceHeader(RequestMembers input)
    {
        var header = input.Text("traceHeader");
        CheckLength(header ?? "", "traceHeader", 0, ErrorLengthMax);
        return header;
    }

    /// <returns>False where the caller asked for <c>METADATA_ONLY</c>.</returns>
    public static bool IncludesData(RequestMembers input) => input.Text("includedData") switch
    {
        null or "ALL_DATA" => true,
        "METADATA_ONLY" => false,
        var other => throw StepFunctionsErrors.Constraint(
            other, "includedData", "Member must satisfy enum value set: [METADATA_ONLY, ALL_DATA]"),
    };
}

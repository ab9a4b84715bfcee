using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.StepFunctions.Operations;

/// <summary>The ARNs in requests: <c>arn:aws:states:us-east-1:123456789012:stateMachine:SignUpWorkflow</c>.</summary>
internal static class Arns
{
    private const int LengthMax = 256;

    /// <summary>Of a state machine. One with a version or an alias behind its name is refused.</summary>
    public static string Machine(RequestMembers input, string member = "stateMachineArn")
    {
        var (arn, parts) = Read(input, member, "stateMachine");
        return parts.Length == 7 && !parts[6].Contains('/', StringComparison.Ordinal)
            ? arn
            : throw StepFunctionsErrors.Unsupported(input.Operation, $"the qualified ARN {arn}");
    }

    /// <summary>Of a Standard execution.</summary>
    public static string Execution(RequestMembers input) => Read(input, "executionArn", "execution").Arn;

    private static (string Arn, string[] Parts) Read(RequestMembers input, string member, string type)
    {
        var arn = input.RequiredText(member);
        Texts.CheckLength(arn, member, 1, LengthMax);
        var parts = arn.Split(':');
        if (!arn.StartsWith("arn:", StringComparison.Ordinal))
        {
            throw StepFunctionsErrors.InvalidArn($"Invalid ARN prefix: {arn}");
        }

        return parts switch
        {
            ["arn", _, "states", _, _, var actual, not "", ..] => actual == type
                ? (arn, parts)
                : throw StepFunctionsErrors.InvalidArn($"Resource type not valid in this context: {actual}"),
            _ => throw StepFunctionsErrors.InvalidArn(arn),
        };
    }
}

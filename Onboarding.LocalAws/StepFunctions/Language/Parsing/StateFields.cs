namespace Onboarding.LocalAws.StepFunctions.Language.Parsing;

/// <summary>
/// The fields of each state type, as ValidateStateMachineDefinition of AWS takes them; those of JSONata and of
/// Distributed Map are refused with words of their own.
/// </summary>
internal static class StateFields
{
    private static readonly string[] Jsonata = ["Arguments", "Output", "Items"];

    private static readonly string[] Distributed =
    [
        "ItemReader", "ItemBatcher", "ResultWriter", "Label", "ToleratedFailurePercentage",
        "ToleratedFailurePercentagePath", "ToleratedFailureCount", "ToleratedFailureCountPath",
    ];

    private static readonly string[] Common = ["Type", "Comment", "QueryLanguage"];

    private static readonly string[] Fallible =
    [
        "InputPath", "OutputPath", "ResultPath", "Parameters", "Assign", "ResultSelector", "Retry", "Catch", "Next",
        "End",
    ];

    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Pass"] = ["InputPath", "OutputPath", "Result", "ResultPath", "Parameters", "Assign", "Next", "End"],
        ["Task"] =
        [
            .. Fallible, "Resource", "Credentials", "TimeoutSeconds", "TimeoutSecondsPath", "HeartbeatSeconds",
            "HeartbeatSecondsPath",
        ],
        ["Wait"] =
        [
            "InputPath", "OutputPath", "Assign", "Seconds", "Timestamp", "SecondsPath", "TimestampPath", "Next", "End",
        ],
        ["Parallel"] = [.. Fallible, "Branches"],
        ["Map"] =
        [
            .. Fallible, "ItemProcessor", "Iterator", "ItemsPath", "ItemSelector", "MaxConcurrency",
            "MaxConcurrencyPath", .. Distributed,
        ],
        ["Choice"] = ["InputPath", "OutputPath", "Assign", "Choices", "Default"],
        ["Succeed"] = ["InputPath", "OutputPath"],
        ["Fail"] = ["Error", "Cause", "ErrorPath", "CausePath"],
    };

    public static IReadOnlyCollection<string> Types => Allowed.Keys;

    /// <summary>Reports each field that the type does not have.</summary>
    public static void Check(Fields fields, string type)
    {
        foreach (var name in fields.Names.Where(name => !Common.Contains(name)))
        {
            if (Jsonata.Contains(name))
            {
                fields.Faults.Schema(
                    $"The QueryLanguage is set to 'JSONPath', but field '{name}' is only supported for the 'JSONata' "
                    + "QueryLanguage",
                    fields.Location);
            }
            else if (!Allowed[type].Contains(name))
            {
                fields.Faults.Schema($"Field '{name}' is not supported", fields.Location);
            }
            else if (Distributed.Contains(name))
            {
                fields.Faults.Unsupported($"Distributed Map ({name})", fields.At(name));
            }
        }
    }
}

using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Language.Data;
using Onboarding.LocalAws.StepFunctions.Language.States;

namespace Onboarding.LocalAws.StepFunctions.Language.Parsing;

/// <summary>Reads Retry and Catch. States.ALL stands alone, in the last entry.</summary>
internal static class ErrorHandlerParser
{
    /// <summary>MaxDelaySeconds is less than this: a year and a day.</summary>
    private const int DelaySecondsMax = 31_622_400;

    private static readonly string[] RetrierFields =
    [
        "Comment", "ErrorEquals", "IntervalSeconds", "MaxAttempts", "BackoffRate", "MaxDelaySeconds", "JitterStrategy",
    ];

    private static readonly string[] CatcherFields = ["Comment", "ErrorEquals", "Next", "ResultPath", "Assign"];

    public static ErrorHandlers Parse(string name, Fields state) => new(
        [.. Entries(state, "Retry", RetrierFields).Select(entry => Retrier(entry.Fields, entry.Errors))],
        [.. Entries(state, "Catch", CatcherFields).Select(entry => Catcher(name, entry.Fields, entry.Errors))]);

    private static Retrier Retrier(Fields fields, IReadOnlyList<string> errors)
    {
        var interval = fields.Integer("IntervalSeconds", 1, SecondsNumber.Max) ?? 1;
        var maxDelay = fields.Integer("MaxDelaySeconds", 1, DelaySecondsMax - 1);
        if (maxDelay <= interval)
        {
            fields.Faults.Schema("MaxDelaySeconds must be greater than IntervalSeconds", fields.At("MaxDelaySeconds"));
        }

        return new Retrier(
            errors,
            interval,
            fields.Integer("MaxAttempts", 0, SecondsNumber.Max) ?? 3,
            fields.Number("BackoffRate", 1.0) ?? 2.0,
            maxDelay,
            fields.TextOf("JitterStrategy", "NONE", "FULL") == "FULL");
    }

    private static Catcher Catcher(string name, Fields fields, IReadOnlyList<string> errors)
    {
        fields.Require("Next");
        return new Catcher
        {
            State = name,
            ErrorEquals = errors,
            Next = fields.Text("Next") ?? "",
            ResultPath = fields.ResultPath(),
            Assign = AssignParser.Parse(fields),
        };
    }

    private static IEnumerable<(Fields Fields, IReadOnlyList<string> Errors)> Entries(
        Fields state, string name, string[] allowed)
    {
        if (state.Value(name) is not { } list)
        {
            yield break;
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            state.Faults.Schema("Value must be an array", state.At(name));
            yield break;
        }

        var count = list.GetArrayLength();
        foreach (var (i, entry) in list.EnumerateArray().Index())
        {
            if (Fields.Of(entry, $"{state.At(name)}[{i}]", state.Faults) is { } fields)
            {
                foreach (var other in fields.Names.Where(n => !allowed.Contains(n)))
                {
                    state.Faults.Schema($"Field '{other}' is not supported", fields.Location);
                }

                yield return (fields, Errors(fields, isLast: i == count - 1));
            }
        }
    }

    private static string[] Errors(Fields fields, bool isLast)
    {
        fields.Require("ErrorEquals");
        var items = fields.Items("ErrorEquals") ?? [];
        if (items.Any(item => item.ValueKind != JsonValueKind.String))
        {
            fields.Faults.Schema("Value must be an array of strings", fields.At("ErrorEquals"));
            return [];
        }

        string[] errors = [.. items.Select(item => item.GetString()!)];
        if (errors.Contains(StatesErrors.All) && (errors.Length > 1 || !isLast))
        {
            fields.Faults.Schema("States.ALL must appear alone and at end of list", fields.At("ErrorEquals"));
        }

        return errors;
    }
}

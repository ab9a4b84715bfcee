using Onboarding.LocalAws.StepFunctions.Language.Data;
using Onboarding.LocalAws.StepFunctions.Language.States;

namespace Onboarding.LocalAws.StepFunctions.Language.Parsing;

/// <summary>The fields of a state → the state of its type.</summary>
internal static class StateParser
{
    /// <returns>Null where its type is unknown or its query language is refused, which is reported.</returns>
    public static State? Parse(string name, Fields fields)
    {
        fields.Require("Type");
        if (fields.TextOf("Type", [.. StateFields.Types]) is not { } type || DefinitionParser.IsJsonata(fields))
        {
            return null;
        }

        StateFields.Check(fields, type);
        if (type is not ("Choice" or "Succeed" or "Fail"))
        {
            CheckEnd(fields);
        }

        var common = new StateCommon(
            name,
            fields.Location,
            fields.Text("Comment"),
            fields.Text("Next"),
            fields.NullablePath("InputPath"),
            fields.NullablePath("OutputPath"),
            AssignParser.Parse(fields));
        return type switch
        {
            "Pass" => Pass(common, fields),
            "Task" => FallibleStateParser.Task(common, fields),
            "Choice" => Choice(common, fields),
            "Wait" => Wait(common, fields),
            "Succeed" => new SucceedState(common),
            "Fail" => Fail(common, fields),
            "Parallel" => FallibleStateParser.Parallel(common, fields),
            _ => FallibleStateParser.Map(common, fields),
        };
    }

    /// <summary>Exactly one of Next and <c>"End": true</c>.</summary>
    private static void CheckEnd(Fields fields)
    {
        var ends = fields.Boolean("End") == true;
        if (ends == fields.Has("Next"))
        {
            fields.Faults.Schema(
                ends
                    ? "There should only be one of the following fields: [Next, End]"
                    : "This object should have only one of the following fields: [Next, End]",
                fields.Location);
        }
    }

    private static PassState Pass(StateCommon common, Fields fields)
    {
        var result = fields.Value("Result");
        if (result is { } value)
        {
            ResultWarnings.Check(value, fields.At("Result"), fields.Faults);
        }

        return new PassState(common)
        {
            Parameters = fields.Template("Parameters"),
            Result = result,
            ResultPath = fields.ResultPath(),
        };
    }

    private static FailState Fail(StateCommon common, Fields fields)
    {
        fields.AtMostOne("Error", "ErrorPath");
        fields.AtMostOne("Cause", "CausePath");
        return new FailState(common)
        {
            Error = fields.Text("Error"),
            Cause = fields.Text("Cause"),
            ErrorPath = fields.Expression("ErrorPath"),
            CausePath = fields.Expression("CausePath"),
        };
    }

    private static ChoiceState Choice(StateCommon common, Fields fields)
    {
        fields.Require("Choices");
        var rules = fields.Items("Choices") ?? [];
        return new ChoiceState(common)
        {
            Choices = [.. rules.Select((r, i) => ChoiceParser.Rule(r, $"{fields.At("Choices")}[{i}]", fields.Faults))
                .OfType<Choices.ChoiceRule>()],
            Default = fields.Text("Default"),
        };
    }

    private static WaitState Wait(StateCommon common, Fields fields)
    {
        fields.ExactlyOne("SecondsPath", "Seconds", "TimestampPath", "Timestamp");
        DateTimeOffset? timestamp = null;
        if (fields.Text("Timestamp") is { } text)
        {
            if (Timestamp.TryParse(text, out var time))
            {
                timestamp = time;
            }
            else
            {
                fields.Faults.Schema("String does not match RFC3339 timestamp", fields.At("Timestamp"));
            }
        }

        return new WaitState(common)
        {
            Seconds = fields.Integer("Seconds", 0, SecondsNumber.Max),
            SecondsPath = fields.Path("SecondsPath"),
            Timestamp = timestamp,
            TimestampPath = fields.Path("TimestampPath"),
        };
    }
}

using System.Text.Json;
using Onboarding.LocalAws.DynamoDb.Expressions;
using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.Tests.DynamoDb.Expressions;

/// <summary>
/// Evidence: Recorded. RecordedExpressions.json holds what DynamoDB Local 3.3.0 returned for each expression
/// against one item; the cases marked Documented follow AWS's documentation where the two differ.
/// </summary>
public sealed class RecordedExpressionTests
{
    private static readonly JsonElement Recording = JsonDocument.Parse(File.ReadAllText(
        Path.Combine(AppContext.BaseDirectory, "DynamoDb/Expressions/RecordedExpressions.json"))).RootElement;

    private readonly Item _item = Expression.Item(Recording.GetProperty("item").GetRawText());
    private readonly ExpressionCompiler _compiler = new();

    [Fact]
    public void Conditions_answer_as_recorded() => Compare("condition", (test, arguments) =>
    {
        var condition = _compiler.Condition(Text(test), arguments);
        arguments.RejectUnused();
        return condition.Evaluate(_item) ? "true" : "false";
    });

    [Fact]
    public void Filters_answer_as_conditions_do_and_name_themselves_in_errors() => Compare(
        "condition",
        (test, arguments) =>
        {
            var filter = _compiler.Filter(Text(test), arguments);
            arguments.RejectUnused();
            return filter.Evaluate(_item) ? "true" : "false";
        },
        error => error.Replace("ConditionExpression", "FilterExpression", StringComparison.Ordinal));

    [Fact]
    public void Updates_answer_as_recorded() => Compare("update", (test, arguments) =>
    {
        var plan = _compiler.Update(Text(test), arguments);
        arguments.RejectUnused();
        plan.RejectKeyAttributes(new KeyAttribute("pk", AttributeType.S), range: null);
        var updated = plan.Apply(_item, key: Item.Empty);
        var expected = _item;
        foreach (var removed in test.TryGetProperty("removed", out var names) ? names.EnumerateArray() : [])
        {
            expected = expected.Without(removed.GetString()!);
        }

        if (test.TryGetProperty("result", out var changed))
        {
            foreach (var attribute in Expression.Item(changed.GetRawText()).Attributes)
            {
                expected = expected.With(attribute.Name, attribute.Value);
            }
        }

        return expected.Equals(updated)
            ? test.GetProperty("result").GetRawText()
            : Expression.Json(updated);
    });

    [Fact]
    public void Projections_answer_as_recorded() => Compare("projection", (test, arguments) =>
    {
        var projection = _compiler.Projection(Text(test), arguments);
        arguments.RejectUnused();
        var projected = projection.Apply(_item);
        return test.TryGetProperty("result", out var result) && Expression.Item(result.GetRawText()).Equals(projected)
            ? result.GetRawText()
            : Expression.Json(projected);
    });

    [Fact]
    public void Key_conditions_answer_as_recorded() => Compare("keyCondition", (test, arguments) =>
    {
        KeyAttribute? range = test.GetProperty("table").GetString() switch
        {
            "num" => new KeyAttribute("sk", AttributeType.N),
            "str" => new KeyAttribute("sk", AttributeType.S),
            _ => null,
        };
        _compiler.KeyCondition(Text(test), arguments, new KeyAttribute("pk", AttributeType.S), range);
        arguments.RejectUnused();
        return "true";
    });

    private static string Text(JsonElement test) => test.GetProperty("expression").GetString()!;

    private static void Compare(
        string kind, Func<JsonElement, ExpressionArguments, string> evaluate, Func<string, string>? reword = null)
    {
        var differences = new List<string>();
        foreach (var test in Recording.GetProperty(kind).EnumerateArray())
        {
            var expected = test.TryGetProperty("error", out var error)
                ? (reword ?? (text => text))(error.GetString()!)
                : test.GetProperty("result").GetRawText();
            var actual = Outcome(test, evaluate);
            if (actual != expected)
            {
                differences.Add($"{test}\n  expected {expected}\n  but was  {actual}");
            }
        }

        Assert.True(differences.Count == 0, $"{differences.Count} differ:\n{string.Join('\n', differences)}");
    }

    private static string Outcome(JsonElement test, Func<JsonElement, ExpressionArguments, string> evaluate)
    {
        try
        {
            var values = test.TryGetProperty("values", out var v) ? v.GetRawText() : null;
            var names = test.TryGetProperty("names", out var n) ? n.GetRawText() : null;
            return evaluate(test, Expression.Arguments(values, names));
        }
        catch (AwsException fault)
        {
            return fault.Error.Message;
        }
    }
}

using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Language;
using Onboarding.LocalAws.StepFunctions.Language.Data;
using Onboarding.LocalAws.StepFunctions.Language.Parsing;

namespace Onboarding.LocalAws.Tests.StepFunctions.Language;

/// <summary>Documented or recorded: each group of templates.json names its evidence.</summary>
public sealed class PayloadTemplateTests
{
    private static readonly LanguageCases Templates = LanguageCases.Read("templates");

    public static TheoryData<int, string> TemplateCases() => Templates.Labelled();

    [Theory]
    [MemberData(nameof(TemplateCases))]
    public void Fills_the_template(int index, string label)
    {
        var one = Templates[index];
        var faults = new Faults();
        var template = TemplateCompiler.Compile(one.GetProperty("template"), "/Parameters", faults);
        Assert.False(faults.HasErrors, label);
        var scope = LanguageCases.ScopeOf(one);
        JsonElement Evaluate() => template.Evaluate(new Evaluation(scope.Input, scope));
        if (LanguageCases.Optional(one, "fails") is { } cause)
        {
            var failure = Assert.Throws<StatesException>(() => Evaluate());
            Assert.Equal(StatesErrors.Runtime, failure.Error);
            Assert.Contains(cause.GetString()!, failure.Cause, StringComparison.Ordinal);
            return;
        }

        LanguageCases.AssertJson(one.GetProperty("result"), Evaluate());
    }
}

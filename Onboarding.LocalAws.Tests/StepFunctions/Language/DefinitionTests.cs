using System.Text;
using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Language;
using Onboarding.LocalAws.StepFunctions.Language.States;

namespace Onboarding.LocalAws.Tests.StepFunctions.Language;

/// <summary>Documented or recorded: each group of the data files names its evidence.</summary>
public sealed class DefinitionTests
{
    private static readonly LanguageCases Valid = LanguageCases.Read("definitions");
    private static readonly LanguageCases Invalid = LanguageCases.Read("invalid-definitions");
    private static readonly LanguageCases Resources = LanguageCases.Read("resources");

    public static TheoryData<int, string> ValidCases() => Valid.Labelled();

    public static TheoryData<int, string> InvalidCases() => Invalid.Labelled();

    public static TheoryData<int, string> ResourceCases() => Resources.Labelled();

    [Theory]
    [MemberData(nameof(ValidCases))]
    public void Takes_a_definition(int index, string label)
    {
        var parsed = Parse(Valid[index]);
        Assert.True(parsed.Definition is not null, $"{label}: {string.Join(", ", parsed.Faults)}");
        AssertFaults(Valid[index], parsed, FaultSeverity.Warning);
    }

    [Theory]
    [MemberData(nameof(InvalidCases))]
    public void Refuses_a_definition(int index, string label)
    {
        var parsed = Parse(Invalid[index]);
        Assert.True(parsed.Definition is null, label);
        AssertFaults(Invalid[index], parsed, FaultSeverity.Error);
    }

    [Theory]
    [MemberData(nameof(ResourceCases))]
    public void Reads_the_resource_of_a_task(int index, string label)
    {
        var one = Resources[index];
        var arn = one.GetProperty("arn").GetString()!;
        var resource = TaskResource.Parse(arn);
        if (one.TryGetProperty("refused", out _))
        {
            Assert.True(resource is null, label);
        }
        else if (one.TryGetProperty("function", out _))
        {
            Assert.Equal(new FunctionResource(arn), resource);
        }
        else
        {
            var pattern = Enum.Parse<IntegrationPattern>(one.GetProperty("pattern").GetString()!);
            Assert.Equal(
                new ServiceResource(
                    arn,
                    one.GetProperty("service").GetString()!,
                    one.GetProperty("action").GetString()!,
                    one.GetProperty("sdk").GetBoolean(),
                    pattern),
                resource);
        }
    }

    [Theory]
    [InlineData("not a definition")]
    [InlineData("{")]
    [InlineData("""{"StartAt": "S", "States": {"S": {"Type": "Succeed"}},}""")]
    public void Refuses_what_is_no_JSON(string text)
    {
        var fault = Assert.Single(StateMachineDefinition.Parse(Encoding.UTF8.GetBytes(text)).Faults);
        Assert.Equal(FaultCode.InvalidJson, fault.Code);
        Assert.Contains("line: 1", fault.Location, StringComparison.Ordinal);
    }

    /// <summary>The text of CreateStateMachine's InvalidDefinition, as AWS writes it.</summary>
    [Fact]
    public void A_fault_says_where_it_is()
    {
        var parsed = StateMachineDefinition.Parse(
            """{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"}}}"""u8.ToArray());
        Assert.Equal(
            [
                "MISSING_TRANSITION_TARGET: Missing 'Next' target: B at /States/A/Next",
                "MISSING_END_STATE: Workflow has no terminal state",
            ],
            parsed.Faults.Select(f => f.ToString()));
    }

    [Fact]
    public void A_machine_has_its_time_limit_and_its_inner_machines()
    {
        var machine = StateMachineDefinition.Parse("""
            {
              "Comment": "outer", "StartAt": "Fan out", "TimeoutSeconds": 60,
              "States": {
                "Fan out": {
                  "Type": "Parallel", "Next": "Each",
                  "Branches": [{"StartAt": "Left", "States": {"Left": {"Type": "Pass", "End": true}}}]
                },
                "Each": {
                  "Type": "Map", "End": true, "MaxConcurrency": 3,
                  "ItemProcessor": {"StartAt": "One", "States": {"One": {"Type": "Succeed"}}}
                }
              }
            }
            """u8.ToArray()).Definition!;
        Assert.Equal(("outer", TimeSpan.FromMinutes(1)), (machine.Comment, machine.Timeout));
        var branch = Assert.Single(Assert.IsType<ParallelState>(machine.States["Fan out"]).Branches);
        Assert.Equal("/States/Fan out/Branches[0]/States/Left", branch.States[branch.StartAt].Location);
        var map = Assert.IsType<MapState>(machine.States["Each"]);
        Assert.Equal("/States/Each/ItemProcessor/States/One", map.Processor.States["One"].Location);
        Assert.Equal(3, map.MaxConcurrency(LanguageCases.ScopeOf(LanguageCases.Json("{}"))));
    }

    private static ParsedDefinition Parse(JsonElement one) => StateMachineDefinition.Parse(Encoding.UTF8.GetBytes(
        LanguageCases.Optional(one, "text")?.GetString() ?? one.GetProperty("definition").GetRawText()));

    /// <summary>A message that is null in the data is one whose wording AWS does not document.</summary>
    private static void AssertFaults(JsonElement one, ParsedDefinition parsed, FaultSeverity severity)
    {
        var expected = one.GetProperty("faults").EnumerateArray().Select(fault => new DefinitionFault(
            severity,
            fault.GetProperty("code").GetString()!,
            LanguageCases.Optional(fault, "message")?.GetString() ?? "",
            LanguageCases.Optional(fault, "location")?.GetString(),
            fault.TryGetProperty("unsupported", out _))).ToArray();
        Assert.Equal(
            expected,
            parsed.Faults.Select((f, i) => i < expected.Length && expected[i].Message.Length == 0
                ? f with { Message = "" }
                : f));
    }
}

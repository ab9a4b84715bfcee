using Onboarding.LocalAws.StepFunctions.Language;
using Onboarding.LocalAws.Wire.Operations;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.StepFunctions.Operations;

/// <summary>
/// ValidateStateMachineDefinition
/// (https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinition.html).
/// </summary>
internal sealed class ValidateStateMachineDefinition : IAwsOperation<JsonCall>
{
    private const int CountMax = 100;

    public string Name => "ValidateStateMachineDefinition";

    public IReadOnlyList<Permission> Permissions { get; } = [new("states:ValidateStateMachineDefinition")];

    public OperationMembers Members { get; } = new("definition", "type", "severity", "maxResults");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var definition = Texts.Definition(call.Input) ?? throw StepFunctionsErrors.Missing("definition");
        var type = CreateStateMachine.TypeIn(call.Input);
        var showsWarnings = ShowsWarnings(call.Input);
        var countMax = ReadCount(call.Input);
        var faults = DefinitionCheck.Faults(definition, type, Name);
        var shown = faults.Where(f => showsWarnings || f.Severity == FaultSeverity.Error).ToList();
        call.Response.WriteString("result", faults.Any(f => f.Severity == FaultSeverity.Error) ? "FAIL" : "OK");
        call.Response.WriteStartArray("diagnostics");
        foreach (var fault in shown.Take(countMax))
        {
            call.Response.WriteStartObject();
            call.Response.WriteString("severity", fault.Severity == FaultSeverity.Error ? "ERROR" : "WARNING");
            call.Response.WriteString("code", fault.Code);
            call.Response.WriteString("message", fault.Message);
            call.Response.WriteOptional("location", fault.Location);
            call.Response.WriteEndObject();
        }

        call.Response.WriteEndArray();
        call.Response.WriteBoolean("truncated", shown.Count > countMax);
        return ValueTask.CompletedTask;
    }

    private static bool ShowsWarnings(RequestMembers input) => input.Text("severity") switch
    {
        null or "ERROR" => false,
        "WARNING" => true,
        var other => throw StepFunctionsErrors.Constraint(
            other, "severity", "Member must satisfy enum value set: [ERROR, WARNING]"),
    };

    private static int ReadCount(RequestMembers input) => input.Integer("maxResults") switch
    {
        null or 0 => CountMax,
        < 0 and var count => throw StepFunctionsErrors.Constraint(
            count, "maxResults", "Member must have value greater than or equal to 0"),
        > CountMax and var count => throw StepFunctionsErrors.Constraint(
            count, "maxResults", $"Member must have value less than or equal to {CountMax}"),
        { } count => count,
    };
}

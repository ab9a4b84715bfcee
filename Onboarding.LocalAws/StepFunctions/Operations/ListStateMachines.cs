using Onboarding.LocalAws.StepFunctions.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.StepFunctions.Operations;

/// <summary>ListStateMachines: by name. A token is the last ARN of the page before.</summary>
internal sealed class ListStateMachines(StepFunctionsContext context) : IAwsOperation<JsonCall>
{
    public string Name => "ListStateMachines";

    public IReadOnlyList<Permission> Permissions { get; } = [new("states:ListStateMachines")];

    public OperationMembers Members { get; } = new("maxResults", "nextToken");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var page = Page.Read(call.Input);
        var machines = context.Machines.All
            .Where(m => string.CompareOrdinal(m.Arn, page.After) > 0).Take(page.CountMax + 1).ToList();
        var response = call.Response;
        response.WriteStartArray("stateMachines");
        foreach (var machine in machines.Take(page.CountMax))
        {
            response.WriteStartObject();
            response.WriteString("stateMachineArn", machine.Arn);
            response.WriteString("name", machine.Name);
            response.WriteString("type", machine.Type == MachineType.Standard ? "STANDARD" : "EXPRESS");
            response.WriteTime("creationDate", machine.CreatedAt);
            response.WriteEndObject();
        }

        response.WriteEndArray();
        if (machines.Count > page.CountMax)
        {
            response.WriteString("nextToken", Page.Token(machines[page.CountMax - 1].Arn));
        }

        return ValueTask.CompletedTask;
    }
}

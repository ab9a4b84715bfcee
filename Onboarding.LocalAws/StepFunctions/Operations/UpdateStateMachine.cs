using Onboarding.LocalAws.StepFunctions.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.StepFunctions.Operations;

/// <summary>
/// UpdateStateMachine: a new revision for executions that start from now on. One that changes nothing keeps the id
/// (recorded).
/// </summary>
internal sealed class UpdateStateMachine(StepFunctionsContext context) : IAwsOperation<JsonCall>
{
    public string Name => "UpdateStateMachine";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("states:UpdateStateMachine", StepFunctionsResources.Machine)];

    public OperationMembers Members { get; } = new(
        "stateMachineArn", "definition", "roleArn", "loggingConfiguration", "tracingConfiguration", "publish")
    {
        Refused = ["versionDescription", "encryptionConfiguration"],
    };

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var input = call.Input;
        input.RefuseUnlessEmpty("publish");
        var arn = Arns.Machine(input);
        var definition = Texts.Definition(input);
        var role = Texts.Role(input);
        var logging = LoggingMembers.Logging(input);
        var isTraced = LoggingMembers.IsTraced(input);
        if (definition is null && role is null && logging is null && isTraced is null)
        {
            throw StepFunctionsErrors.NothingToUpdate();
        }

        var machine = context.RequireMachine(input);
        if (definition is not null)
        {
            DefinitionCheck.Require(definition, machine.Type, Name);
        }

        var revised = context.Machines.Revise(arn, former => Revise(former, definition, role, logging, isTraced))
            ?? throw StepFunctionsErrors.NoMachine(arn);
        call.Response.WriteTime("updateDate", context.Time.GetUtcNow());
        call.Response.WriteOptional("revisionId", revised.IsFirst ? null : revised.Id);
        return ValueTask.CompletedTask;
    }

    private MachineRevision Revise(
        MachineRevision former, string? definition, string? role, LoggingSettings? logging, bool? isTraced)
    {
        var revised = new MachineRevision
        {
            Id = context.Random.NextGuid().ToString(),
            Definition = definition ?? former.Definition,
            RoleArn = role ?? former.RoleArn,
            Logging = logging ?? former.Logging,
            IsTraced = isTraced ?? former.IsTraced,
            At = context.Time.GetUtcNow(),
        };
        return (revised.Definition, revised.RoleArn, revised.Logging, revised.IsTraced)
            == (former.Definition, former.RoleArn, former.Logging, former.IsTraced) ? former : revised;
    }
}

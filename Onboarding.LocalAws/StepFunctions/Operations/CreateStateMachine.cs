using Onboarding.LocalAws.StepFunctions.Store;
using Onboarding.LocalAws.Wire.Operations;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.StepFunctions.Operations;

/// <summary>
/// CreateStateMachine: idempotent by name, definition, type and settings; another role or other tags are then ignored
/// (https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html).
/// </summary>
internal sealed class CreateStateMachine(StepFunctionsContext context) : IAwsOperation<JsonCall>
{
    public string Name => "CreateStateMachine";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("states:CreateStateMachine", StepFunctionsResources.NamedMachine)];

    public OperationMembers Members { get; } = new(
        "name", "definition", "roleArn", "type", "loggingConfiguration", "tracingConfiguration", "tags", "publish")
    {
        Refused = ["versionDescription", "encryptionConfiguration"],
    };

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        call.Input.RefuseUnlessEmpty("publish");
        var wanted = Read(call.Input);
        DefinitionCheck.Require(wanted.Revision.Definition, wanted.Type, Name);
        var machine = context.Machines.Ensure(wanted) ?? throw StepFunctionsErrors.TooManyMachines();
        if (!IsSame(machine, wanted))
        {
            throw StepFunctionsErrors.MachineExists(machine.Arn);
        }

        call.Response.WriteString("stateMachineArn", machine.Arn);
        call.Response.WriteTime("creationDate", machine.CreatedAt);
        return ValueTask.CompletedTask;
    }

    public static MachineType TypeIn(RequestMembers input) => input.Text("type") switch
    {
        null or "STANDARD" => MachineType.Standard,
        "EXPRESS" => MachineType.Express,
        var other => throw StepFunctionsErrors.Constraint(
            other, "type", "Member must satisfy enum value set: [STANDARD, EXPRESS]"),
    };

    private StateMachine Read(RequestMembers input)
    {
        var name = input.RequiredText("name");
        var definition = Texts.Definition(input) ?? throw StepFunctionsErrors.Missing("definition");
        var role = Texts.Role(input) ?? throw StepFunctionsErrors.Missing("roleArn");
        var type = TypeIn(input);
        Texts.CheckName(name);
        var tags = TagMembers.Read(input);
        if (tags.Count > StateMachineStore.TagsMax)
        {
            throw StepFunctionsErrors.TooManyTags();
        }

        var now = context.Time.GetUtcNow();
        return new StateMachine
        {
            Arn = context.Parent.MachineArn(name),
            Name = name,
            Type = type,
            CreatedAt = now,
            Tags = tags,
            Revision = new MachineRevision
            {
                Id = context.Random.NextGuid().ToString(),
                IsFirst = true,
                Definition = definition,
                RoleArn = role,
                Logging = LoggingMembers.Logging(input) ?? LoggingSettings.Off,
                IsTraced = LoggingMembers.IsTraced(input) ?? false,
                At = now,
            },
        };
    }

    private static bool IsSame(StateMachine machine, StateMachine wanted) =>
        machine.Type == wanted.Type
        && machine.Revision.Definition == wanted.Revision.Definition
        && machine.Revision.Logging == wanted.Revision.Logging
        && machine.Revision.IsTraced == wanted.Revision.IsTraced;
}

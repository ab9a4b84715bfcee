using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.StepFunctions.Operations;

/// <summary>ListTagsForResource of state machines.</summary>
internal sealed class ListTagsForResource(StepFunctionsContext context) : IAwsOperation<JsonCall>
{
    public string Name => "ListTagsForResource";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("states:ListTagsForResource", StepFunctionsResources.Tagged)];

    public OperationMembers Members { get; } = new("resourceArn");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var arn = Arns.Machine(call.Input, "resourceArn");
        var machine = context.Machines.Find(arn) ?? throw StepFunctionsErrors.NoResource(arn);
        call.Response.WriteStartArray("tags");
        foreach (var (key, value) in machine.Tags)
        {
            call.Response.WriteStartObject();
            call.Response.WriteString("key", key);
            call.Response.WriteString("value", value);
            call.Response.WriteEndObject();
        }

        call.Response.WriteEndArray();
        return ValueTask.CompletedTask;
    }
}

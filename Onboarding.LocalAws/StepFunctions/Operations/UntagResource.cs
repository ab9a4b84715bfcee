using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.StepFunctions.Operations;

/// <summary>UntagResource: keys that are not there are no fault.</summary>
internal sealed class UntagResource(StepFunctionsContext context) : IAwsOperation<JsonCall>
{
    public string Name => "UntagResource";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("states:UntagResource", StepFunctionsResources.Tagged)];

    public OperationMembers Members { get; } = new("resourceArn", "tagKeys");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var arn = Arns.Machine(call.Input, "resourceArn");
        var keys = call.Input.Texts("tagKeys") ?? throw StepFunctionsErrors.Missing("tagKeys");
        TagResource.Check(
            context.Machines.Retag(arn, tags => [.. tags.Where(tag => !keys.Contains(tag.Key))]), arn);
        return ValueTask.CompletedTask;
    }
}

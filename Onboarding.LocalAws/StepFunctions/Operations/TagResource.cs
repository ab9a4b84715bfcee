using Onboarding.LocalAws.StepFunctions.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.StepFunctions.Operations;

/// <summary>TagResource of state machines.</summary>
internal sealed class TagResource(StepFunctionsContext context) : IAwsOperation<JsonCall>
{
    public string Name => "TagResource";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("states:TagResource", StepFunctionsResources.Tagged)];

    public OperationMembers Members { get; } = new("resourceArn", "tags");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var arn = Arns.Machine(call.Input, "resourceArn");
        _ = call.Input.Objects("tags") ?? throw StepFunctionsErrors.Missing("tags");
        var more = TagMembers.Read(call.Input);
        Check(context.Machines.Retag(arn, tags => TagMembers.Merge(tags, more)), arn);
        return ValueTask.CompletedTask;
    }

    /// <summary>Throws what the outcome means to the caller.</summary>
    public static void Check(TagOutcome outcome, string arn)
    {
        switch (outcome)
        {
            case TagOutcome.Done:
                break;
            case TagOutcome.NoMachine:
                throw StepFunctionsErrors.NoResource(arn);
            case TagOutcome.TooMany:
                throw StepFunctionsErrors.TooManyTags();
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }
}

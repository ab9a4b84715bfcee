using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Sqs.Operations;

/// <summary>SetQueueAttributes: changes what is named and nothing else.</summary>
internal sealed class SetQueueAttributes(SqsContext context) : IAwsOperation<JsonCall>
{
    public string Name => "SetQueueAttributes";

    public IReadOnlyList<Permission> Permissions { get; } = [new("sqs:SetQueueAttributes", SqsResources.Queue)];

    public OperationMembers Members { get; } = new("QueueUrl", "Attributes");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var given = call.Input.Has("Attributes") ? call.Input.Map("Attributes") : null;
        var queue = context.QueueIn(call.Input);
        var current = context.Store.AttributesOf(queue) ?? throw SqsErrors.NoQueue();

        if (given is null)
        {
            throw SqsErrors.Missing("Attributes");
        }

        // Judged on its own first: what the store runs under its lock must not call back into it.
        var judged = AttributeRules.Apply(
            FifoAttributeRules.Default(current.Fifo is not null), given, context, Name);
        FifoAttributeRules.RequireThroughputFitsScope(AttributeRules.Merge(current, judged, given.Keys));
        call.HasNoOutput = true;
        return context.Store.SetAttributes(queue, latest => AttributeRules.Merge(latest, judged, given.Keys))
            ? ValueTask.CompletedTask
            : throw SqsErrors.NoQueue();
    }
}

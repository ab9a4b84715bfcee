using Onboarding.LocalAws.Sqs.Store;
using Onboarding.LocalAws.Wire.Operations;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Sqs.Operations;

/// <summary>
/// ReceiveMessage, short or long polling.
/// Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html.
/// </summary>
internal sealed class ReceiveMessage(SqsContext context) : IAwsOperation<JsonCall>
{
    public string Name => "ReceiveMessage";

    public IReadOnlyList<Permission> Permissions { get; } = [new("sqs:ReceiveMessage", SqsResources.Queue)];

    public OperationMembers Members { get; } = new(
        "QueueUrl", "AttributeNames", "MessageSystemAttributeNames", "MessageAttributeNames", "MaxNumberOfMessages",
        "VisibilityTimeout", "WaitTimeSeconds", "ReceiveRequestAttemptId");

    public async ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var input = call.Input;
        // AttributeNames is the older name of the same.
        IReadOnlyList<string> systemNames =
            [.. input.Texts("AttributeNames") ?? [], .. input.Texts("MessageSystemAttributeNames") ?? []];
        var attributeNames = input.Texts("MessageAttributeNames") ?? [];
        var queue = context.QueueIn(input);
        var attributes = context.Store.AttributesOf(queue) ?? throw SqsErrors.NoQueue();
        ReceivedMessageJson.ValidateSystemNames(systemNames);
        var countMax = Number(input, "MaxNumberOfMessages", 1, 10, "Must be between 1 and 10, if provided.");
        var wait = Number(input, "WaitTimeSeconds", 0, 20, "Must be >= 0 and <= 20, if provided.");
        var visibility = Number(input, "VisibilityTimeout", 0, 43_200, "Must be between 0 and 43200, if provided.");
        var request = new ReceiveRequest(
            countMax ?? 1,
            visibility is { } hidden ? TimeSpan.FromSeconds(hidden) : null,
            AttemptId(input, attributes));
        var received = await context.Queues.ReceiveAsync(
            queue,
            request,
            wait is { } seconds ? TimeSpan.FromSeconds(seconds) : attributes.ReceiveMessageWaitTime,
            stop) ?? throw SqsErrors.NoQueue();
        if (received.Count == 0)
        {
            return;
        }

        call.Response.WriteStartArray("Messages"u8);
        foreach (var message in received)
        {
            ReceivedMessageJson.Write(call.Response, queue, message, systemNames, attributeNames);
        }

        call.Response.WriteEndArray();
    }

    private static string? AttemptId(RequestMembers input, QueueAttributes queue)
    {
        const string name = "ReceiveRequestAttemptId";
        var id = input.Text(name);
        GroupInput.Check(id, name);
        return id is null || queue.Fifo is not null ? id : throw SqsErrors.NotForQueueType(id, name);
    }

    private static int? Number(RequestMembers input, string name, int min, int max, string reason) =>
        input.Integer(name) is not { } value ? null
        : value >= min && value <= max ? value
        : throw SqsErrors.InvalidValue(value, name, reason);
}

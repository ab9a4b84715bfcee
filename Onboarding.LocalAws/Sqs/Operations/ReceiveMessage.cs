using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Sqs.Operations;

/// <summary>
/// ReceiveMessage, short or long polling.
/// Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html.
/// </summary>
internal static class ReceiveMessage
{
    public static async ValueTask HandleAsync(AwsRequest request, SqsContext context)
    {
        var input = Read(request.Body.Span);
        var queue = context.NameIn(input.QueueUrl);
        var attributes = context.Store.AttributesOf(queue) ?? throw SqsErrors.NoQueue();
        Validate(input);
        var wait = input.WaitTimeSeconds is { } s ? TimeSpan.FromSeconds(s) : attributes.ReceiveMessageWaitTime;
        var received = await context.Queues.ReceiveAsync(
            queue,
            input.MaxNumberOfMessages ?? 1,
            input.VisibilityTimeout is { } v ? TimeSpan.FromSeconds(v) : null,
            wait,
            request.Aborted) ?? throw SqsErrors.NoQueue();
        await SqsContext.SendAsync(request, json =>
        {
            if (received.Count == 0)
            {
                return;
            }

            json.WriteStartArray("Messages"u8);
            foreach (var message in received)
            {
                ReceivedMessageJson.Write(json, queue, message, input.SystemAttributes, input.MessageAttributes);
            }

            json.WriteEndArray();
        });
    }

    private static void Validate(ReceiveInput input)
    {
        ReceivedMessageJson.ValidateSystemNames(input.SystemAttributes);
        if (input.MaxNumberOfMessages is < 1 or > 10)
        {
            throw SqsErrors.InvalidValue(
                input.MaxNumberOfMessages, "MaxNumberOfMessages", "Must be between 1 and 10, if provided.");
        }

        if (input.WaitTimeSeconds is < 0 or > 20)
        {
            throw SqsErrors.InvalidValue(
                input.WaitTimeSeconds, "WaitTimeSeconds", "Must be >= 0 and <= 20, if provided.");
        }

        if (input.VisibilityTimeout is < 0 or > 43_200)
        {
            throw SqsErrors.InvalidValue(
                input.VisibilityTimeout, "VisibilityTimeout", "Must be between 0 and 43200, if provided.");
        }
    }

    private static ReceiveInput Read(ReadOnlySpan<byte> body)
    {
        var read = new ReceiveInput();
        var input = new JsonInput(body);
        input.BeginObject();
        while (input.NextMember())
        {
            read = input.MemberName() switch
            {
                "QueueUrl" => read with { QueueUrl = input.ReadString() },
                "MaxNumberOfMessages" => read with { MaxNumberOfMessages = input.ReadInteger() },
                "VisibilityTimeout" => read with { VisibilityTimeout = input.ReadInteger() },
                "WaitTimeSeconds" => read with { WaitTimeSeconds = input.ReadInteger() },
                // AttributeNames is the older name of the same.
                "AttributeNames" or "MessageSystemAttributeNames" =>
                    read with { SystemAttributes = [.. read.SystemAttributes, .. input.ReadStrings() ?? []] },
                "MessageAttributeNames" => read with { MessageAttributes = input.ReadStrings() ?? [] },
                _ => Skip(ref input, read),
            };
        }

        return read;
    }

    private static ReceiveInput Skip(ref JsonInput input, ReceiveInput read)
    {
        input.Skip();
        return read;
    }

    private sealed record ReceiveInput
    {
        public string? QueueUrl { get; init; }

        public int? MaxNumberOfMessages { get; init; }

        public int? VisibilityTimeout { get; init; }

        public int? WaitTimeSeconds { get; init; }

        public IReadOnlyList<string> SystemAttributes { get; init; } = [];

        public IReadOnlyList<string> MessageAttributes { get; init; } = [];
    }
}

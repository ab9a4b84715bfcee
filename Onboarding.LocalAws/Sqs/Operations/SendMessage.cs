using System.Text;
using System.Text.Json;
using Onboarding.LocalAws.Sqs.Store;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Sqs.Operations;

/// <summary>
/// SendMessage.
/// Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html.
/// </summary>
internal static class SendMessage
{
    public static ValueTask HandleAsync(AwsRequest request, SqsContext context)
    {
        var input = new JsonInput(request.Body.Span);
        input.BeginObject();
        var given = MessageInput.Read(ref input, "SendMessage");
        var queue = context.NameIn(given.QueueUrl);
        given.Validate(context.Store.AttributesOf(queue) ?? throw SqsErrors.NoQueue());
        var sent = given.Send(context, queue, request);
        return SqsContext.SendAsync(request, json => WriteSent(json, sent));
    }

    public static void WriteSent(Utf8JsonWriter json, SqsMessage sent)
    {
        json.WriteString("MD5OfMessageBody"u8, sent.Md5OfBody);
        if (sent.Attributes.Md5 is { } md5)
        {
            json.WriteString("MD5OfMessageAttributes"u8, md5);
        }

        if (sent.TraceHeader is { } trace)
        {
            var header = new MessageAttribute("String", Encoding.UTF8.GetBytes(trace));
            json.WriteString(
                "MD5OfMessageSystemAttributes"u8, MessageAttributes.Digest([new("AWSTraceHeader", header)]));
        }

        json.WriteString("MessageId"u8, sent.MessageId);
    }
}

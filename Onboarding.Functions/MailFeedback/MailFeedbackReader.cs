using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using Onboarding.Functions.Events;
using Onboarding.Functions.Hosting;
using Onboarding.Functions.Users;
using Onboarding.ServiceDefaults.Tracing;

namespace Onboarding.Functions.MailFeedback;

/// <summary>One event per invocation. Lambda repeats what fails, and its on-failure destination has the rest.</summary>
internal sealed class MailFeedbackReader(MailFeedbackFunction function) : IEventReader
{
    public IncomingEvent Read(ReadOnlyMemory<byte> payload)
    {
        var feedback = JsonSerializer.Deserialize(payload.Span, EventJson.Default.MailFeedbackEvent);
        return feedback is { State: MailState.Bounced or MailState.Complained }
            and { UserId.Length: > 0, MessageId.Length: > 0, At.Length: > 0 }
            ? new Single(function, feedback)
            : throw new JsonException("The event tells of no mail that bounced or drew a complaint.");
    }

    private sealed class Single(MailFeedbackFunction function, MailFeedbackEvent feedback) : IncomingEvent
    {
        public override string Trigger => "pubsub";

        // That of the registration, which the mail carried as a tag.
        public override ActivityContext? Parent => Traceparent.Parse(feedback.Traceparent);

        public override void Describe(Activity span)
        {
            span.SetTag(SemanticConventions.Messaging.System, "aws_eventbridge");
            span.SetTag(SemanticConventions.Messaging.OperationName, "process");
            span.SetTag(SemanticConventions.Messaging.OperationType, "process");
            span.SetTag(SemanticConventions.Messaging.MessageId, feedback.MessageId);
            span.SetTag(SemanticConventions.Onboarding.EventType, feedback.State);
            span.SetTag(SemanticConventions.Onboarding.UserId, feedback.UserId);
        }

        public override async Task HandleAsync(InvocationContext context, IBufferWriter<byte> response)
        {
            await function.HandleAsync(feedback, context);
            response.Write("null"u8);
        }
    }
}

namespace Onboarding.Functions.Events;

/// <summary>
/// What SES says of a mail, as the template's rules hand it on:
/// <code>
/// {"state":"bounced","userId":"…","messageId":"…","at":"2026-11-20T12:00:00.000Z","traceparent":"00-…"}
/// </code>
/// The rules leave the address and the headers of the mail out, so that neither is in a log or a dead-letter queue.
/// </summary>
/// <param name="UserId">The tag that the mail was sent with; so is <paramref name="Traceparent"/>.</param>
/// <param name="At">When the recipient's server, or the recipient, said so.</param>
/// <param name="Traceparent">Empty where the mail was sent without a trace.</param>
internal sealed record MailFeedbackEvent(
    string State, string UserId, string MessageId, string At, string Traceparent);

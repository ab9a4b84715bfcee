namespace Onboarding.LocalAws.Ses.Events;

/// <summary>Takes the events of messages. Best effort, as AWS says of its own.</summary>
internal interface IMailEventBus
{
    void Publish(MailEvent mailEvent);
}

/// <param name="DetailType"><c>Email Bounced</c></param>
/// <param name="Detail">JSON.</param>
/// <param name="Resources">The ARN of the configuration set.</param>
internal sealed record MailEvent(
    string EventBusArn, string DetailType, string Detail, IReadOnlyList<string> Resources, DateTimeOffset Time);

using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.EventBridge;
using Onboarding.LocalAws.EventBridge.Publishing;
using Onboarding.LocalAws.Ses.Events;

namespace Onboarding.LocalAws.Wiring;

/// <summary>SES's events go to EventBridge's default bus.</summary>
internal sealed partial class MailEventsToBus(ServiceEvents events, ILogger<MailEventsToBus> logger) : IMailEventBus
{
    public void Publish(MailEvent mailEvent)
    {
        var fault = events.Put(mailEvent.EventBusArn, new EventEntry
        {
            Bus = mailEvent.EventBusArn,
            Source = "aws.ses",
            DetailType = mailEvent.DetailType,
            Detail = mailEvent.Detail,
            Resources = mailEvent.Resources,
            Time = mailEvent.Time,
        });
        if (fault is not null)
        {
            LogLost(logger, mailEvent.DetailType, fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "SES's event {DetailType} is lost: {Fault}")]
    private static partial void LogLost(ILogger logger, string detailType, string fault);
}

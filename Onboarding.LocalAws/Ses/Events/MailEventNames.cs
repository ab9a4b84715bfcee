using System.Diagnostics;
using Onboarding.LocalAws.Ses.Store;

namespace Onboarding.LocalAws.Ses.Events;

/// <summary>
/// The names of a type of events: in the API (<c>RENDERING_FAILURE</c>), on the bus (<c>Email Rendering Failed</c>,
/// https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-ses.html) and in the event (<c>Rendering Failure</c>,
/// https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html).
/// </summary>
internal static class MailEventNames
{
    /// <summary>In the order of the types.</summary>
    public static readonly IReadOnlyList<string> InApi =
    [
        "SEND", "REJECT", "BOUNCE", "COMPLAINT", "DELIVERY", "OPEN", "CLICK", "RENDERING_FAILURE", "DELIVERY_DELAY",
        "SUBSCRIPTION",
    ];

    public static string DetailTypeOf(MailEventType type) => type switch
    {
        MailEventType.Send => "Email Sent",
        MailEventType.Delivery => "Email Delivered",
        MailEventType.Bounce => "Email Bounced",
        MailEventType.Complaint => "Email Complaint Received",
        MailEventType.RenderingFailure => "Email Rendering Failed",
        _ => throw new UnreachableException(),
    };

    public static string EventTypeOf(MailEventType type) =>
        type == MailEventType.RenderingFailure ? "Rendering Failure" : type.ToString();
}

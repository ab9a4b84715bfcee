using System.Diagnostics;
using Onboarding.ServiceDefaults.Logging;

namespace Onboarding.ServiceDefaults.Tracing;

/// <summary>Marks a span as failed, without personal data in what the exception says.</summary>
public static class SpanFaults
{
    /// <summary>
    /// Like <see cref="Activity.AddException"/>, except that the texts are masked: an AWS error may quote a recipient.
    /// </summary>
    public static void RecordFault(this Activity? span, Exception exception)
    {
        if (span is null)
        {
            return;
        }

        var type = exception.GetType().FullName ?? exception.GetType().Name;
        var message = PersonalData.Mask(exception.Message);
        span.SetTag(SemanticConventions.ErrorType, type);
        span.SetStatus(ActivityStatusCode.Error, message);
        span.AddEvent(new ActivityEvent(SemanticConventions.Exceptions.EventName, tags: new ActivityTagsCollection
        {
            [SemanticConventions.Exceptions.Type] = type,
            [SemanticConventions.Exceptions.Message] = message,
            [SemanticConventions.Exceptions.StackTrace] = PersonalData.Mask(exception.ToString()),
        }));
    }
}

using System.Diagnostics;
using Onboarding.ServiceDefaults.Logging;

namespace Onboarding.ServiceDefaults.Tracing;

/// <summary>Marks a span as failed, without personal data in what the exception says.</summary>
public static class SpanFaults
{
    /// <summary>
    /// Marks what went wrong without an exception: a refusal, or a registration that failed.
    /// </summary>
    /// <param name="type">Of few possible values, such as <c>domain_not_registered</c>.</param>
    /// <param name="description">In words, without personal data: a person reads it in the trace.</param>
    public static void RecordRefusal(this Activity? span, string type, string description)
    {
        span?.SetTag(SemanticConventions.ErrorType, type);
        span?.SetStatus(ActivityStatusCode.Error, description);
    }

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

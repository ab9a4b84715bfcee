using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Onboarding.ServiceDefaults.Telemetry;
using Onboarding.ServiceDefaults.Tracing;

namespace Onboarding.Functions.Users;

/// <summary>
/// Tells people how registrations end: the metrics <c>onboarding.registrations</c> (by door and outcome: completed,
/// failed, refused; <c>error.type</c> says why) and <c>onboarding.registration.duration</c> (seconds since the door
/// stored the user). A failed one is also a warning in the log and, in its trace, an error: of the span that worked on
/// it and of one more whose name gives the reason, since the Aspire dashboard has a name of its own for the span of a
/// message and shows nothing of its status before it is clicked.
/// </summary>
/// <remarks>
/// Use cases report a change once its conditional write has held: a record that is delivered twice counts once.
/// </remarks>
internal sealed class RegistrationReport
{
    private const string Refusal = "refused";

    private readonly ActivitySource _source;
    private readonly ILogger _logger;
    private readonly Counter<long> _registrations;
    private readonly Histogram<double> _duration;

    public RegistrationReport(ActivitySource source, Meter meter, ILogger logger)
    {
        _source = source;
        _logger = logger;
        _registrations = meter.CreateCounter<long>(
            SemanticConventions.Onboarding.Registrations, "{registration}", "Registrations by door and outcome.");
        _duration = meter.CreateHistogram(
            SemanticConventions.Onboarding.RegistrationDuration,
            "s",
            "Time from the door until the registration is completed or failed.",
            tags: null,
            DurationBuckets.Seconds);
    }

    public static RegistrationReport Of(ServiceTelemetry telemetry) =>
        new(telemetry.Source, telemetry.Meter, telemetry.Loggers.CreateLogger("Onboarding.Functions.Users"));

    /// <summary>A door did not take the registration: no user is stored.</summary>
    /// <param name="door">A <see cref="UserSource"/>.</param>
    /// <param name="statusCode">Of the answer.</param>
    public void Refused(string door, int statusCode) =>
        _registrations.Add(1, TagsOf(door, Refusal, statusCode.ToString(CultureInfo.InvariantCulture)));

    public void Completed(UserItem user, DateTimeOffset at) =>
        End(user.CreatedAt, TagsOf(user.Source, UserStatus.Completed, why: null), at);

    /// <param name="reason">A <see cref="FailureReason"/>.</param>
    /// <param name="span">Works on the registration, and is the current one.</param>
    public void Failed(UserItem user, string reason, DateTimeOffset at, Activity? span)
    {
        Fail(user.UserId!, reason, span);
        End(user.CreatedAt, TagsOf(user.Source, UserStatus.Failed, reason), at);
    }

    /// <summary>The user was stored as failed.</summary>
    public void Failed(NewUser user, string reason, Activity? span)
    {
        Fail(user.UserId, reason, span);
        _registrations.Add(1, TagsOf(user.Source, UserStatus.Failed, reason));
    }

    /// <summary>
    /// Another user took the address over: the current trace is that user's, in which nothing failed.
    /// </summary>
    public void TakenOver(NewUser winner, UserItem? displaced, string holderId)
    {
        UsersLog.AddressTakenOver(_logger, winner.UserId, holderId);
        // Completed is counted already.
        if (displaced is { Status: UserStatus.Pending or UserStatus.Processing })
        {
            var reason = FailureReason.Displaced(winner.Proof);
            UsersLog.RegistrationFailed(_logger, holderId, reason, FailureReason.InWords(reason));
            End(displaced.CreatedAt, TagsOf(displaced.Source, UserStatus.Failed, reason), winner.CreatedAt);
        }
    }

    private void Fail(string userId, string reason, Activity? span)
    {
        var words = FailureReason.InWords(reason);
        using var end = _source.StartActivity($"failed: {reason}");
        end?.SetTag(SemanticConventions.Onboarding.UserId, userId);
        Mark(end, reason, words);
        Mark(span, reason, words);
        UsersLog.RegistrationFailed(_logger, userId, reason, words);
    }

    private static void Mark(Activity? span, string reason, string words)
    {
        span.RecordRefusal(reason, words);
        span?.SetTag(SemanticConventions.Onboarding.Reason, reason);
    }

    private void End(string? createdAt, TagList tags, DateTimeOffset at)
    {
        _registrations.Add(1, tags);
        if (DateTimeOffset.TryParse(createdAt, CultureInfo.InvariantCulture, out var created))
        {
            // The machine's clock may have been set back since.
            _duration.Record(Math.Max(0, (at - created).TotalSeconds), tags);
        }
    }

    private static TagList TagsOf(string? door, string outcome, string? why)
    {
        var tags = new TagList
        {
            { SemanticConventions.Onboarding.Door, door ?? "unknown" },
            { SemanticConventions.Onboarding.Outcome, outcome },
        };
        if (why is not null)
        {
            tags.Add(SemanticConventions.ErrorType, why);
        }

        return tags;
    }
}

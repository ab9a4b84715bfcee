using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Store;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.StepFunctions.Operations;

/// <summary>
/// <c>loggingConfiguration</c> and <c>tracingConfiguration</c>: kept and told again. Logs have no place here, and
/// traces are made anyway.
/// </summary>
internal static class LoggingMembers
{
    /// <summary>Null where it is absent.</summary>
    public static LoggingSettings? Logging(RequestMembers input)
    {
        if (input.Object("loggingConfiguration") is not { } given)
        {
            return null;
        }

        var level = given.Text("level") ?? "OFF";
        if (level is not ("ALL" or "ERROR" or "FATAL" or "OFF"))
        {
            throw StepFunctionsErrors.Constraint(
                level,
                "loggingConfiguration.level",
                "Member must satisfy enum value set: [ALL, ERROR, FATAL, OFF]");
        }

        List<string> destinations =
        [
            .. (given.Objects("destinations") ?? []).Select(d =>
                d.Object("cloudWatchLogsLogGroup")?.Text("logGroupArn")
                ?? throw StepFunctionsErrors.InvalidLogging("a destination has no log group")),
        ];
        if (destinations.Count > 1 || (level != "OFF" && destinations.Count == 0))
        {
            throw StepFunctionsErrors.InvalidLogging("one destination is needed for a level other than OFF");
        }

        return new LoggingSettings(level, given.Flag("includeExecutionData") ?? false, destinations);
    }

    /// <summary>Null where it is absent.</summary>
    public static bool? IsTraced(RequestMembers input) =>
        input.Object("tracingConfiguration") is { } given ? given.Flag("enabled") ?? false : null;

    public static void Write(Utf8JsonWriter response, MachineRevision revision)
    {
        response.WriteStartObject("loggingConfiguration");
        response.WriteString("level", revision.Logging.Level);
        response.WriteBoolean("includeExecutionData", revision.Logging.IncludesData);
        if (revision.Logging.Destinations.Count > 0)
        {
            response.WriteStartArray("destinations");
            foreach (var arn in revision.Logging.Destinations)
            {
                response.WriteStartObject();
                response.WriteStartObject("cloudWatchLogsLogGroup");
                response.WriteString("logGroupArn", arn);
                response.WriteEndObject();
                response.WriteEndObject();
            }

            response.WriteEndArray();
        }

        response.WriteEndObject();
        response.WriteStartObject("tracingConfiguration");
        response.WriteBoolean("enabled", revision.IsTraced);
        response.WriteEndObject();
    }
}

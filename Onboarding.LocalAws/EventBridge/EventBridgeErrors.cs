using Onboarding.LocalAws.EventBridge.Store;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.EventBridge;

/// <summary>
/// EventBridge's error catalogue: all but our own fault are 400. Codes: the errors of each page below
/// https://docs.aws.amazon.com/eventbridge/latest/APIReference/; texts: recorded in public test suites that run
/// against AWS, else inferred where the method says so.
/// </summary>
internal static class EventBridgeErrors
{
    public const string NamePattern = @"[\.\-_A-Za-z0-9]+";
    public const string BusNamePattern = @"[/\.\-_A-Za-z0-9]+";

    /// <summary>The text is inferred.</summary>
    public static AwsError Internal { get; } =
        new("InternalException", 500, "This exception occurs due to unexpected causes.");

    public static AwsException NoBus(string name) => NotFound($"Event bus {name} does not exist.");

    public static AwsException NoRule(string bus, string name) =>
        NotFound($"Rule {name} does not exist on EventBus {bus}.");

    public static AwsException BusExists(string name) =>
        Error("ResourceAlreadyExistsException", $"Event bus {name} already exists.");

    public static AwsException DefaultBusStays() => Validation($"Cannot delete event bus {EventBus.DefaultName}.");

    public static AwsException BusHasRules() => Validation("Event bus can't be deleted since it has rules.");

    public static AwsException RuleHasTargets() => Validation("Rule can't be deleted since it has targets.");

    public static AwsException TooMany() =>
        Error("LimitExceededException", "The requested resource exceeds the maximum number allowed.");

    public static AwsException NoPatternOrSchedule() =>
        Validation("Parameter(s) EventPattern or ScheduleExpression must be specified.");

    public static AwsException InvalidPattern(string reason) =>
        Error("InvalidEventPatternException", $"Event pattern is not valid. Reason: {reason}");

    public static AwsException InvalidTargetArn(string arn) =>
        Validation($"Parameter {arn} is not valid. Reason: Provided Arn is not in correct format.");

    public static AwsException SeveralInputs(string target) =>
        Validation($"Only one of Input, InputPath, or InputTransformer must be provided for target {target}.");

    public static AwsException MissingSqsParameters(string target) =>
        Validation($"Parameter(s) SqsParameters must be specified for target: {target}.");

    /// <summary>Inferred.</summary>
    public static AwsException UselessSqsParameters(string target) =>
        Validation($"Parameter(s) SqsParameters not valid for target: {target}.");

    /// <summary>Inferred.</summary>
    public static AwsException InvalidInput(string target) =>
        Validation($"JSON syntax error in input for target {target}");

    public static AwsException InvalidInputPath(string target) =>
        Validation($"Invalid InputPath for target {target} : [Source: InputPath]");

    /// <summary>Inferred.</summary>
    public static AwsException InvalidEvent(string reason) =>
        Validation($"Parameter Event is not valid. Reason: {reason}");

    public static AwsException EntriesTooLarge() =>
        Validation("Total size of the entries in the request is over the limit.");

    /// <summary>Inferred.</summary>
    public static AwsException InvalidToken() => Validation("Parameter NextToken is not valid.");

    public static AwsException Missing(string member) =>
        Validation($"1 validation error detected: Value null at '{member}' failed to satisfy constraint: "
            + "Member must not be null");

    /// <param name="member">As the API's model has it: <c>targets.1.member.id</c>.</param>
    public static AwsException Constraint(object value, string member, string constraint) => Validation(
        $"1 validation error detected: Value '{value}' at '{member}' failed to satisfy constraint: {constraint}");

    public static AwsException Serialization(string message) => Error("SerializationException", message);

    /// <summary>What this service says of a request's members.</summary>
    public static MemberErrors OfMembers { get; } = new(Missing, Unsupported);

    public static AwsException Unsupported(string operation, string feature) =>
        new(Wire.Unsupported.Feature("EventBridge", operation, feature));

    private static AwsException Validation(string message) => Error("ValidationException", message);

    private static AwsException NotFound(string message) => Error("ResourceNotFoundException", message);

    private static AwsException Error(string code, string message) => new(new AwsError(code, 400, message));
}

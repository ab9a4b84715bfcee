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

    public static AwsException InvalidInput(string target) =>
        Validation($"JSON syntax error in input for target {target}");

    /// <summary>Of a path of an input transformer, too.</summary>
    public static AwsException InvalidInputPath(string target) =>
        Validation($"InputPath for target {target} is invalid.");

    /// <summary>The source behind the colon is inferred.</summary>
    public static AwsException InvalidTemplate(string target) =>
        Validation($"Invalid InputTemplate for target {target} : [Source: InputTemplate]");

    public static AwsException InvalidPlaceholder(string target, string name) =>
        Validation($"InputTemplate for target {target} contains invalid placeholder {name}.");

    public static AwsException PlaceholderOfObjects(string target, string name) => Validation(
        $"InputTemplate for target {target} contains placeholder {name} valid only for JSON template.");

    /// <summary>A bus gets the event as it is.</summary>
    public static AwsException FixedInput(string target) =>
        Validation($"Modifying the input for target {target} is not supported.");

    public static AwsException MissingRole(string arn) => Validation($"RoleArn is required for target {arn}.");

    public static AwsException WrongDeadLetters(string service) =>
        Validation($"{service} is not supported as a dead letter resource.");

    public static AwsException FifoDeadLetters() => Validation("SQS FIFO is not supported by Dead Letter Queues.");

    public static AwsException InvalidSchedule() => Validation("Parameter ScheduleExpression is not valid.");

    public static AwsException ScheduleOfOtherBus() =>
        Validation("ScheduleExpression is supported only on the default event bus.");

    /// <summary>The text is inferred.</summary>
    public static AwsException ManagedRule(string rule) => Error(
        "ManagedRuleException", $"Rule {rule} is managed by an AWS service and can't be modified.");

    public static AwsException NoArchive(string name) => NotFound($"Archive {name} does not exist.");

    public static AwsException ArchiveExists(string name) =>
        Error("ResourceAlreadyExistsException", $"Archive {name} already exists.");

    public static AwsException NoReplay(string name) => NotFound($"Replay {name} does not exist.");

    public static AwsException ReplayExists(string name) =>
        Error("ResourceAlreadyExistsException", $"Replay {name} already exists.");

    /// <summary>The text is inferred.</summary>
    public static AwsException ReplayHasEnded(string name) =>
        Error("IllegalStatusException", $"Replay {name} is not in a valid state for this operation.");

    /// <param name="member">For example <c>Destination.Arn</c>.</param>
    public static AwsException InvalidParameter(string member, string reason) =>
        Validation($"Parameter {member} is not valid. Reason: {reason}");

    public static AwsException PatternTooLong(string rule, int lengthMax) =>
        Validation($"Parameter EventPattern for rule {rule} exceeds limit of {lengthMax}.");

    /// <summary>The text is inferred.</summary>
    public static AwsException TooManyTags() => Validation("A resource has at most 50 tags.");

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

using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.StepFunctions;

/// <summary>
/// Step Functions' error catalogue: all but our own fault are 400. Codes: the errors of each page below
/// https://docs.aws.amazon.com/step-functions/latest/apireference/; texts: recorded in public test suites that run
/// against AWS, else inferred where the method says so.
/// </summary>
internal static class StepFunctionsErrors
{
    /// <summary>What this service says of a request's members.</summary>
    public static MemberErrors OfMembers { get; } = new(Missing, Unsupported);

    public static AwsException InvalidArn(string what) => Error("InvalidArn", $"Invalid Arn: '{what}'");

    public static AwsException InvalidName(string name) => Error("InvalidName", $"Invalid Name: '{name}'");

    public static AwsException InvalidDefinition(string what) =>
        Error("InvalidDefinition", $"Invalid State Machine Definition: '{what}'");

    public static AwsException InvalidInput(string reason) =>
        Error("InvalidExecutionInput", $"Invalid State Machine Execution Input: '{reason}'");

    /// <summary>The text is inferred.</summary>
    public static AwsException InvalidOutput(string reason) => Error("InvalidOutput", $"Invalid Output: '{reason}'");

    public static AwsException InvalidToken() => Error("InvalidToken", "Invalid Token: 'Invalid token'");

    /// <summary>https://github.com/aws-samples/amazon-mwaa-examples/issues/61 shows the text.</summary>
    public static AwsException TaskTimedOut() =>
        Error("TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'");

    /// <summary>The text is inferred.</summary>
    public static AwsException InvalidLogging(string reason) =>
        Error("InvalidLoggingConfiguration", $"Invalid Logging Configuration: {reason}");

    public static AwsException MachineExists(string arn) =>
        Error("StateMachineAlreadyExists", $"State Machine Already Exists: '{arn}'");

    public static AwsException NoMachine(string arn) =>
        Error("StateMachineDoesNotExist", $"State Machine Does Not Exist: '{arn}'");

    public static AwsException NoExecution(string arn) =>
        Error("ExecutionDoesNotExist", $"Execution Does Not Exist: '{arn}'");

    public static AwsException ExecutionExists(string arn) =>
        Error("ExecutionAlreadyExists", $"Execution Already Exists: '{arn}'");

    /// <summary>The text is inferred.</summary>
    public static AwsException TooManyExecutions() => Error(
        "ExecutionLimitExceeded", "The maximum number of running executions has been reached.");

    /// <summary>The text is inferred.</summary>
    public static AwsException TooManyMachines() => Error(
        "StateMachineLimitExceeded", "The maximum number of state machines has been reached.");

    /// <summary>The text is inferred.</summary>
    public static AwsException TooManyTags() =>
        Error("TooManyTags", "The resource has more than the maximum of 50 tags.");

    /// <summary>The text is inferred.</summary>
    public static AwsException NoResource(string arn) => Error("ResourceNotFound", $"Resource not found: '{arn}'");

    public static AwsException WrongType() => Error(
        "StateMachineTypeNotSupported", "This operation is not supported by this type of state machine");

    public static AwsException NothingToUpdate() => Error(
        "MissingRequiredParameter",
        "Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified");

    public static AwsException Missing(string member) => Constraint(
        null, member, "Member must not be null");

    /// <param name="value">Null stands for one that is absent, or that holds what no error may show.</param>
    public static AwsException Constraint(object? value, string member, string constraint) => Validation(
        $"1 validation error detected: Value {(value is null ? "null" : $"'{value}'")} at '{member}' failed to satisfy "
        + $"constraint: {constraint}");

    public static AwsException Validation(string message) => Error("ValidationException", message);

    public static AwsException Unsupported(string operation, string feature) =>
        new(Wire.Unsupported.Feature("StepFunctions", operation, feature));

    private static AwsException Error(string code, string message) => new(new AwsError(code, 400, message));
}

using Onboarding.LocalAws.StepFunctions.Language;

namespace Onboarding.LocalAws.StepFunctions.Engine;

/// <summary>
/// How a service's errors read as those of a task: the names are those of the classes of the SDK for Java that Step
/// Functions calls it with (recorded in https://github.com/localstack/localstack, tests/aws/services/stepfunctions).
/// </summary>
/// <param name="prefix">Of the names: <c>DynamoDB</c>.</param>
/// <param name="service">As the causes name it: <c>AmazonDynamoDBv2</c>.</param>
/// <param name="other">What the SDK makes of a code without a class of its own.</param>
/// <param name="known">The codes that have one.</param>
internal sealed class SdkErrors(string prefix, string service, string other, params string[] known)
{
    public static SdkErrors StepFunctions { get; } = new(
        "StepFunctions",
        "AWSStepFunctions",
        "AWSStepFunctionsException",
        "ExecutionAlreadyExists",
        "ExecutionLimitExceeded",
        "InvalidArn",
        "InvalidExecutionInput",
        "InvalidName",
        "StateMachineDoesNotExist",
        "StateMachineTypeNotSupported");

    /// <summary>Of the integrations with any API, whose causes are of another form.</summary>
    public bool IsAwsSdk { get; init; }

    /// <param name="code">The service's own.</param>
    public StatesException Of(string code, int status, string message, string requestId) => new(
        $"{prefix}.{NameOf(code)}",
        IsAwsSdk
            ? $"{message} (Service: {service}, Status Code: {status}, Request ID: {requestId})"
            : $"{message} (Service: {service}; Status Code: {status}; Error Code: {code}; Request ID: {requestId}; "
                + "Proxy: null)");

    /// <summary>The endpoint was not reached.</summary>
    public StatesException Unreached(string reason) =>
        new($"{prefix}.SdkClientException", $"Unable to execute HTTP request: {reason}");

    private string NameOf(string code) => !known.Contains(code) ? other
        : code.EndsWith("Exception", StringComparison.Ordinal) ? code
        : code + "Exception";
}

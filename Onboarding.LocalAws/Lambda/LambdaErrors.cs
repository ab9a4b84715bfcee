using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Lambda;

/// <summary>
/// The Lambda API's error catalogue
/// (https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_Errors).
/// </summary>
internal static class LambdaErrors
{
    public static AwsError Service { get; } =
        new("ServiceException", 500, "The AWS Lambda service encountered an internal error.");

    public static AwsError ServiceStopping { get; } =
        new("ServiceException", 500, "Onboarding.LocalAws stops; the function was not run to its end.");

    public static AwsError FunctionNotFound(string arn) =>
        new("ResourceNotFoundException", 404, $"Function not found: {arn}");

    public static AwsError MappingNotFound { get; } =
        new("ResourceNotFoundException", 404, "The resource you requested does not exist.");

    public static AwsError InvalidFunctionName(string name) => new(
        "ValidationException",
        400,
        $"1 validation error detected: Value '{name}' at 'functionName' failed to satisfy constraint: Member must "
        + @"satisfy regular expression pattern: (arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}(-gov)?-[a-z]+-\d{1}:)?"
        + @"(\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\$LATEST|[a-zA-Z0-9-_]+))?");

    public static AwsError InvalidParameter(string message) => new("InvalidParameterValueException", 400, message);

    public static AwsError PayloadIsNotJson(string detail) =>
        new("InvalidRequestContentException", 400, $"Could not parse request body into json: {detail}");

    public static AwsError PayloadTooLarge(int sizeBytesMax) => new(
        "RequestTooLargeException",
        413,
        $"Request must be smaller than {sizeBytesMax} bytes for the InvokeFunction operation");

    /// <summary>What this service says of a request's members.</summary>
    public static MemberErrors OfMembers { get; } = new(
        member => new AwsException(new AwsError(
            "ValidationException",
            400,
            $"1 validation error detected: Value null at '{member}' failed to satisfy constraint: Member must not be "
            + "null")),
        (operation, member) => new AwsException(Unsupported.Feature("Lambda", operation, member)));

    /// <param name="reason">For example <c>ReservedFunctionConcurrentInvocationLimitExceeded</c>.</param>
    public static AwsError TooManyRequests(string reason) => new("TooManyRequestsException", 429, "Rate Exceeded.")
    {
        ExtraJson = $"\"Reason\":\"{reason}\"",
    };
}

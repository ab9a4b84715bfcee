using System.Text.Json;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.SageMakerRuntime;

/// <summary>
/// The runtime's error catalogue
/// (https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpoint.html#API_runtime_InvokeEndpoint_Errors);
/// texts as the trackers of SageMaker's SDKs quote them, else as noted.
/// </summary>
internal static class SageMakerRuntimeErrors
{
    public static AwsError Internal { get; } = new("InternalFailure", 500, "An internal failure occurred.");

    public static MemberErrors OfMembers { get; } = new(
        member => Validation($"Value null at '{member}' failed to satisfy constraint: Member must not be null"),
        (operation, member) => new AwsException(Unsupported.Feature("SageMakerRuntime", operation, member)));

    public static AwsException EndpointName(string name) => Validation(
        $"Value '{name}' at 'endpointName' failed to satisfy constraint: Member must satisfy regular expression "
        + "pattern: ^[a-zA-Z0-9](-*[a-zA-Z0-9])*");

    public static AwsException EndpointNameLength(string name) => Validation(
        $"Value '{name}' at 'endpointName' failed to satisfy constraint: Member must have length less than or equal "
        + "to 63");

    /// <summary>The text is inferred: the page says that the limit is 6 MB.</summary>
    public static AwsException BodyLength(int sizeBytesMax) => Validation(
        $"Value at 'body' failed to satisfy constraint: Member must have length less than or equal to {sizeBytesMax}");

    /// <summary>What the container said, with its status: 4xx is the client's error, 5xx the server's.</summary>
    public static AwsException Model(AwsScope scope, string endpoint, int status, string message)
    {
        var side = status < 500 ? "client" : "server";
        var group = $"/aws/sagemaker/Endpoints/{endpoint}";
        return new AwsException(new AwsError(
            "ModelError",
            424,
            $"Received {side} error ({status}) from primary with message \"{message}\". See "
            + $"https://{scope.Region}.console.aws.amazon.com/cloudwatch/home?region={scope.Region}"
            + $"#logEventViewer:group={group} in account {scope.AccountId} for more information.")
        {
            ExtraJson = $"""
                "OriginalStatusCode":{status},"OriginalMessage":"{JsonEncodedText.Encode(message)}",
                "LogStreamArn":"arn:aws:logs:{scope.Region}:{scope.AccountId}:log-group:{group}"
                """.ReplaceLineEndings(""),
        });
    }

    private static AwsException Validation(string fault) =>
        new(new AwsError("ValidationError", 400, $"1 validation error detected: {fault}"));
}

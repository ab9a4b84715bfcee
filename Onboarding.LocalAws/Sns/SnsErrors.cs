using Onboarding.LocalAws.Sns.Store;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.Sns;

/// <summary>
/// SNS's error catalogue. Codes: https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html; texts as AWS's SDKs
/// show them in https://github.com/aws-samples/amazon-rekognition-video-analyzer/issues/41 and
/// https://github.com/awspring/spring-cloud-aws/issues/588.
/// </summary>
internal static class SnsErrors
{
    public static AwsException Invalid(string what) =>
        new(new AwsError("InvalidParameter", 400, $"Invalid parameter: {what}"));

    /// <summary>The text is inferred.</summary>
    public static AwsException TooManyTopics() => new(new AwsError(
        "TopicLimitExceeded", 403, $"Account already has the maximum of {TopicStore.CountMax} topics"));

    public static AwsException Unsupported(string operation, string feature) =>
        new(Wire.Unsupported.Feature("SNS", operation, feature));
}

namespace Onboarding.LocalAws.Kernel;

/// <summary>The one account and region that a host plays.</summary>
/// <param name="AccountId">Twelve digits.</param>
/// <param name="Region">For example <c>us-east-1</c>.</param>
internal sealed record AwsScope(string AccountId, string Region)
{
    public const string Partition = "aws";

    /// <summary>A regional ARN: <c>arn:aws:{service}:{region}:{account}:{resource}</c>.</summary>
    public string Arn(string service, string resource) =>
        $"arn:{Partition}:{service}:{Region}:{AccountId}:{resource}";

    /// <summary>An ARN of a global service, such as IAM: the region part is empty.</summary>
    public string GlobalArn(string service, string resource) =>
        $"arn:{Partition}:{service}::{AccountId}:{resource}";
}

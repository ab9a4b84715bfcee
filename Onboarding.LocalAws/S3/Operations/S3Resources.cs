namespace Onboarding.LocalAws.S3.Operations;

/// <summary>
/// The resources of S3's actions, with the members of requests in them.
/// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html.
/// </summary>
internal static class S3Resources
{
    public const string Bucket = "arn:aws:s3:::{Bucket}";
    public const string Object = "arn:aws:s3:::{Bucket}/{Key}";
    public const string ListedObject = "arn:aws:s3:::{Bucket}/{Delete.Objects.Key}";
    public const string CopySource = "arn:aws:s3:::{CopySource}";
}

using Onboarding.Functions.Http;

namespace Onboarding.Functions.Provision;

/// <summary>
/// The policy of a user's bucket. A user is no IAM principal: S3 refuses a policy that names one which does not exist
/// ("Invalid principal in policy"). Users act through a role whose session carries the tag <c>userId</c>, so the
/// policy asks for the tag
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/introduction_attribute-based-access-control.html).
/// </summary>
/// <remarks>
/// The denial is what separates users: within an account a role's own policy would be enough to pass. It strikes only
/// sessions that carry another user's tag, so that operators keep their access. Denying plain HTTP
/// (<c>aws:SecureTransport</c>) is left out: it would lock out every local endpoint, and S3's clients use TLS on AWS.
/// </remarks>
internal static class BucketPolicy
{
    public static string For(string bucket, string userId, string partition, string accountId)
    {
        var arn = $"arn:{partition}:s3:::{bucket}";
        return HttpResponses.Write(json =>
        {
            json.WriteString("Version", "2012-10-17");
            json.WriteStartArray("Statement");

            json.WriteStartObject();
            json.WriteString("Sid", "OwnerMayUseTheBucket");
            json.WriteString("Effect", "Allow");
            json.WriteStartObject("Principal");
            json.WriteString("AWS", $"arn:{partition}:iam::{accountId}:root");
            json.WriteEndObject();
            json.WriteStartArray("Action");
            json.WriteStringValue("s3:GetObject");
            json.WriteStringValue("s3:PutObject");
            json.WriteStringValue("s3:DeleteObject");
            json.WriteStringValue("s3:ListBucket");
            json.WriteEndArray();
            WriteResource(json, arn);
            json.WriteStartObject("Condition");
            json.WriteStartObject("StringEquals");
            json.WriteString("aws:PrincipalTag/userId", userId);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();

            json.WriteStartObject();
            json.WriteString("Sid", "OtherUsersMayNot");
            json.WriteString("Effect", "Deny");
            json.WriteString("Principal", "*");
            json.WriteString("Action", "s3:*");
            WriteResource(json, arn);
            json.WriteStartObject("Condition");
            json.WriteStartObject("StringNotEquals");
            json.WriteString("aws:PrincipalTag/userId", userId);
            json.WriteEndObject();
            json.WriteStartObject("Null");
            json.WriteString("aws:PrincipalTag/userId", "false");
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();

            json.WriteEndArray();
        });
    }

    private static void WriteResource(System.Text.Json.Utf8JsonWriter json, string arn)
    {
        json.WriteStartArray("Resource");
        json.WriteStringValue(arn);
        json.WriteStringValue($"{arn}/*");
        json.WriteEndArray();
    }
}

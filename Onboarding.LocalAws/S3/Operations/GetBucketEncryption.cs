using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>GetBucketEncryption: SSE-S3, the default of every bucket since January 2023.</summary>
internal sealed class GetBucketEncryption : IS3Operation
{
    public string Name => "GetBucketEncryption";

    public S3Route Route { get; } = new("GET", S3Level.Bucket, "encryption");

    public IReadOnlyList<Permission> Permissions { get; } = [new("s3:GetEncryptionConfiguration", S3Resources.Bucket)];

    public OperationMembers Members { get; } = new("Bucket", "ExpectedBucketOwner");

    public ValueTask ExecuteAsync(S3Request request, CancellationToken stop)
    {
        request.RequireBucket();
        return request.SendXmlAsync("ServerSideEncryptionConfiguration", static xml =>
        {
            xml.WriteStartElement("Rule");
            xml.WriteStartElement("ApplyServerSideEncryptionByDefault");
            xml.WriteElementString("SSEAlgorithm", "AES256");
            xml.WriteEndElement();
            xml.WriteElementString("BucketKeyEnabled", "false");
            xml.WriteEndElement();
        });
    }
}

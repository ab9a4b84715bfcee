using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>
/// GetBucketAcl: that of a bucket without ACLs, the default since April 2023. The owner has full control.
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketAcl.html.
/// </summary>
internal sealed class GetBucketAcl : IS3Operation
{
    private const string SchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";

    public string Name => "GetBucketAcl";

    public S3Route Route { get; } = new("GET", S3Level.Bucket, "acl");

    public IReadOnlyList<Permission> Permissions { get; } = [new("s3:GetBucketAcl", S3Resources.Bucket)];

    public OperationMembers Members { get; } = new("Bucket", "ExpectedBucketOwner");

    public ValueTask ExecuteAsync(S3Request request, CancellationToken stop)
    {
        request.RequireBucket();
        return SendAsync(request);
    }

    /// <summary>Of an object, too.</summary>
    public static ValueTask SendAsync(S3Request request) =>
        request.SendXmlAsync("AccessControlPolicy", xml =>
        {
            xml.WriteOwner(request);
            xml.WriteStartElement("AccessControlList");
            xml.WriteStartElement("Grant");
            xml.WriteStartElement("Grantee");
            xml.WriteAttributeString("xsi", "type", SchemaInstance, "CanonicalUser");
            xml.WriteElementString("ID", S3Xml.OwnerId(request));
            xml.WriteEndElement();
            xml.WriteElementString("Permission", "FULL_CONTROL");
            xml.WriteEndElement();
            xml.WriteEndElement();
        });
}

using System.Xml.Linq;
using Onboarding.LocalAws.S3.Store;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>PutPublicAccessBlock: a setting that is left out is false.</summary>
internal static class PutPublicAccessBlock
{
    public static ValueTask HandleAsync(S3Request request)
    {
        request.RequireBucket();
        var xml = S3Xml.Read(request, "PublicAccessBlockConfiguration");
        var block = new PublicAccessBlock(
            Flag(xml, "BlockPublicAcls"),
            Flag(xml, "IgnorePublicAcls"),
            Flag(xml, "BlockPublicPolicy"),
            Flag(xml, "RestrictPublicBuckets"));
        return request.Store.Configure(request.Bucket, s => s with { PublicAccess = block })
            ? request.SendAsync(200)
            : throw S3Errors.NoSuchBucket(request.Bucket);
    }

    private static bool Flag(XElement xml, string name) => xml.Child(name)?.Value.Trim().ToUpperInvariant() switch
    {
        null or "FALSE" => false,
        "TRUE" => true,
        _ => throw S3Errors.MalformedXml(),
    };
}

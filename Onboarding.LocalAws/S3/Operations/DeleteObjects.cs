using System.Xml;
using System.Xml.Linq;
using Onboarding.LocalAws.S3.Payload;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>
/// DeleteObjects: up to 1,000 keys.
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html.
/// </summary>
internal sealed class DeleteObjects : IS3Operation
{
    private const int KeyCountMax = 1_000;

    public string Name => "DeleteObjects";

    public S3Route Route { get; } = new("POST", S3Level.Bucket, "delete");

    public IReadOnlyList<Permission> Permissions { get; } = [new("s3:DeleteObject", S3Resources.ListedObject)];

    public OperationMembers Members { get; } = new(
        "Bucket", "BypassGovernanceRetention", "ChecksumAlgorithm", "Delete", "ExpectedBucketOwner", "MFA",
        "RequestPayer");

    public async ValueTask ExecuteAsync(S3Request request, CancellationToken stop)
    {
        request.RequireBucket();
        // The body must be protected by Content-MD5 or a checksum; either is verified.
        if (request.Header("Content-MD5") is null
            && !request.Headers.Any(h => h.Key.StartsWith("x-amz-checksum-", StringComparison.OrdinalIgnoreCase)))
        {
            throw S3Errors.InvalidRequest("Missing required header for this request: Content-MD5");
        }

        VerifyBody(request);
        var xml = S3Xml.Read(request, "Delete");
        var keys = ReadKeys(xml);
        var quiet = xml.Child("Quiet")?.Value.Trim() == "true";
        foreach (var key in keys)
        {
            request.Store.Delete(request.Bucket, key, default);
        }

        await request.Contents.SweepAsync();
        await request.SendXmlAsync("DeleteResult", writer =>
        {
            if (!quiet)
            {
                WriteDeleted(writer, keys);
            }
        });
    }

    private static void VerifyBody(S3Request request)
    {
        var declared = new DeclaredDigests(request);
        using var digests = declared.Begin();
        digests.Append(request.Aws.Body.Span);
        declared.Verify(digests.Finish(), trailers: null);
    }

    private static List<string> ReadKeys(XElement xml)
    {
        List<string> keys = [];
        foreach (var entry in xml.Children("Object"))
        {
            if (entry.Elements().FirstOrDefault(e => e.Name.LocalName != "Key") is { } other)
            {
                throw S3Errors.Unsupported("DeleteObjects", other.Name.LocalName);
            }

            keys.Add(S3Address.ValidateKey(entry.Child("Key")?.Value ?? throw S3Errors.MalformedXml()));
        }

        return keys.Count is > 0 and <= KeyCountMax ? keys : throw S3Errors.MalformedXml();
    }

    private static void WriteDeleted(XmlWriter writer, List<string> keys)
    {
        foreach (var key in keys)
        {
            writer.WriteStartElement("Deleted");
            writer.WriteElementString("Key", key);
            writer.WriteEndElement();
        }
    }
}

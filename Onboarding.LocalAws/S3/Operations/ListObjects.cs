using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>
/// ListObjects, the first version: a marker instead of a token, owners always.
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjects.html.
/// </summary>
internal sealed class ListObjects : IS3Operation
{
    public string Name => "ListObjects";

    public S3Route Route { get; } = new("GET", S3Level.Bucket);

    public IReadOnlyList<Permission> Permissions { get; } = [new("s3:ListBucket", S3Resources.Bucket)];

    public OperationMembers Members { get; } = new(
        "Bucket", "Delimiter", "EncodingType", "ExpectedBucketOwner", "Marker", "MaxKeys", "OptionalObjectAttributes",
        "Prefix", "RequestPayer");

    public ValueTask ExecuteAsync(S3Request request, CancellationToken stop)
    {
        var listing = new ListingRequest(request);
        var marker = request.Query("marker") ?? "";
        var isPrefix = listing.Delimiter.Length > 0 && marker.EndsWith(listing.Delimiter, StringComparison.Ordinal)
            && marker.StartsWith(listing.Prefix, StringComparison.Ordinal) && marker.Length > listing.Prefix.Length;
        var page = request.Store.List(
            request.Bucket,
            listing.ToQuery(
                after: marker.Length > 0 && !isPrefix ? marker : null,
                afterPrefix: isPrefix ? marker : null))
            ?? throw S3Errors.NoSuchBucket(request.Bucket);
        return request.SendXmlAsync("ListBucketResult", xml =>
        {
            listing.WriteHead(xml);
            xml.WriteElementString("Marker", listing.Encode(marker));
            if (page.Next is { } next && listing.Delimiter.Length > 0)
            {
                // Without a delimiter the last key is the next marker, and S3 leaves it to the client.
                xml.WriteElementString("NextMarker", listing.Encode(next.Key));
            }

            listing.WriteEntries(xml, page, withOwner: true);
        });
    }
}

using System.Text;
using Onboarding.LocalAws.S3.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>
/// ListObjectsV2: keys in UTF-8 order, by prefix, with common prefixes, in pages of at most 1,000.
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html.
/// </summary>
internal sealed class ListObjectsV2 : IS3Operation
{
    public string Name => "ListObjectsV2";

    public S3Route Route { get; } = new("GET", S3Level.Bucket, "list-type");

    public IReadOnlyList<Permission> Permissions { get; } = [new("s3:ListBucket", S3Resources.Bucket)];

    public OperationMembers Members { get; } = new(
        "Bucket", "ContinuationToken", "Delimiter", "EncodingType", "ExpectedBucketOwner", "FetchOwner", "MaxKeys",
        "OptionalObjectAttributes", "Prefix", "RequestPayer", "StartAfter");

    public ValueTask ExecuteAsync(S3Request request, CancellationToken stop)
    {
        var listing = new ListingRequest(request);
        var token = request.Query("continuation-token");
        var position = token is null ? null : ReadToken(token);
        var startAfter = request.Query("start-after");
        var page = request.Store.List(
            request.Bucket,
            listing.ToQuery(
                after: position is null ? startAfter : position is { IsPrefix: false } key ? key.Key : null,
                afterPrefix: position is { IsPrefix: true } prefix ? prefix.Key : null))
            ?? throw S3Errors.NoSuchBucket(request.Bucket);
        return request.SendXmlAsync("ListBucketResult", xml =>
        {
            listing.WriteHead(xml);
            if (startAfter is not null)
            {
                xml.WriteElementString("StartAfter", listing.Encode(startAfter));
            }

            if (token is not null)
            {
                xml.WriteElementString("ContinuationToken", token);
            }

            if (page.Next is { } next)
            {
                xml.WriteElementString("NextContinuationToken", WriteToken(next));
            }

            xml.WriteElementString("KeyCount", $"{page.Objects.Count + page.CommonPrefixes.Count}");
            listing.WriteEntries(xml, page, withOwner: request.Query("fetch-owner") == "true");
        });
    }

    /// <summary>Opaque to clients: base64 of a letter for the kind and the last entry of the page.</summary>
    private static string WriteToken(ListPosition position) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes((position.IsPrefix ? "p" : "k") + position.Key));

    private static ListPosition? ReadToken(string token)
    {
        var bytes = new byte[token.Length];
        if (!Convert.TryFromBase64String(token, bytes, out var written)
            || written == 0
            || bytes[0] is not ((byte)'p' or (byte)'k'))
        {
            throw S3Errors.InvalidArgument("The continuation token provided is incorrect", "continuation-token", token);
        }

        return new ListPosition(Encoding.UTF8.GetString(bytes, 1, written - 1), bytes[0] == 'p');
    }
}

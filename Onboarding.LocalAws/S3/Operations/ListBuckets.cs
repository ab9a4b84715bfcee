using System.Globalization;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>
/// ListBuckets, with prefix and pages.
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html.
/// </summary>
internal sealed class ListBuckets : IS3Operation
{
    private const int PageSizeMax = 10_000;

    public string Name => "ListBuckets";

    public S3Route Route { get; } = new("GET", S3Level.Account);

    public IReadOnlyList<Permission> Permissions { get; } = [new("s3:ListAllMyBuckets")];

    public OperationMembers Members { get; } = new("BucketRegion", "ContinuationToken", "MaxBuckets", "Prefix");

    public ValueTask ExecuteAsync(S3Request request, CancellationToken stop)
    {
        var prefix = request.Query("prefix") ?? "";
        var region = request.Query("bucket-region");
        // The token is the last name of the page before.
        var after = request.Query("continuation-token") ?? "";
        var pageSize = PageSize(request);
        var rest = request.Store.Buckets()
            .Where(b => b.Name.StartsWith(prefix, StringComparison.Ordinal)
                && string.CompareOrdinal(b.Name, after) > 0
                && (region is null || region == request.Scope.Region))
            .Take(pageSize + 1)
            .ToList();
        var page = rest.Take(pageSize).ToList();
        return request.SendXmlAsync("ListAllMyBucketsResult", xml =>
        {
            xml.WriteOwner(request);
            xml.WriteStartElement("Buckets");
            foreach (var (name, createdAt) in page)
            {
                xml.WriteStartElement("Bucket");
                xml.WriteElementString("Name", name);
                xml.WriteElementString("CreationDate", S3Xml.Time(createdAt));
                xml.WriteElementString("BucketRegion", request.Scope.Region);
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
            if (prefix.Length > 0)
            {
                xml.WriteElementString("Prefix", prefix);
            }

            if (rest.Count > pageSize)
            {
                xml.WriteElementString("ContinuationToken", page[^1].Name);
            }
        });
    }

    private static int PageSize(S3Request request) => request.Query("max-buckets") switch
    {
        null => PageSizeMax,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            && n is >= 1 and <= PageSizeMax => n,
        var text => throw S3Errors.InvalidArgument(
            $"Argument max-buckets must be an integer between 1 and {PageSizeMax}", "max-buckets", text),
    };
}

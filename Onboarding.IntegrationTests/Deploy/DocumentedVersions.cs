using System.Xml.Linq;
using Microsoft.AspNetCore.Http;

namespace Onboarding.IntegrationTests.Deploy;

/// <summary>
/// One bucket of S3 with two versions of an object and a delete marker of another, which the emulator has no versions
/// for; in the forms of ListBuckets, ListObjectVersions, DeleteObjects and DeleteBucket
/// (https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html).
/// </summary>
internal sealed class DocumentedVersions : IAsyncDisposable
{
    private const string Namespace = "xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"";

    private readonly LocalServer _server;
    private readonly string _bucket;

    private DocumentedVersions(string bucket)
    {
        _bucket = bucket;
        _server = new LocalServer(RespondAsync);
    }

    public string Address => _server.Address;

    /// <summary>Key and version of each object that was deleted, then the bucket.</summary>
    public List<string> Deleted { get; } = [];

    public static async Task<DocumentedVersions> StartAsync(string bucket)
    {
        var versions = new DocumentedVersions(bucket);
        await versions._server.StartAsync();
        return versions;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task RespondAsync(HttpContext http)
    {
        http.Response.ContentType = "application/xml";
        var isBucket = http.Request.Path.Value!.Trim('/') == _bucket;
        switch (http.Request.Method)
        {
            case "GET" when http.Request.Path == "/":
                await http.Response.WriteAsync(
                    $"<ListAllMyBucketsResult {Namespace}><Buckets><Bucket><Name>{_bucket}</Name></Bucket></Buckets>"
                    + "</ListAllMyBucketsResult>");
                break;
            case "GET" when isBucket && http.Request.Query.ContainsKey("versions"):
                await http.Response.WriteAsync($"<ListVersionsResult {Namespace}>{Versions()}</ListVersionsResult>");
                break;
            case "POST" when isBucket && http.Request.Query.ContainsKey("delete"):
                var body = await XDocument.LoadAsync(http.Request.Body, LoadOptions.None, http.RequestAborted);
                Deleted.AddRange(body.Descendants().Where(element => element.Name.LocalName == "Object")
                    .Select(element => string.Join(' ', element.Elements().Select(part => part.Value))));
                await http.Response.WriteAsync($"<DeleteResult {Namespace}></DeleteResult>");
                break;
            case "DELETE" when isBucket:
                Deleted.Add("the bucket");
                http.Response.StatusCode = StatusCodes.Status204NoContent;
                break;
            default:
                http.Response.StatusCode = StatusCodes.Status404NotFound;
                break;
        }
    }

    private string Versions() => Deleted.Count > 0
        ? ""
        : "<Version><Key>a/b</Key><VersionId>1</VersionId></Version><Version><Key>a/b</Key><VersionId>2</VersionId>"
            + "</Version><DeleteMarker><Key>gone</Key><VersionId>3</VersionId></DeleteMarker>";
}

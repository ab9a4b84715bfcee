using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.S3.Contents;
using Onboarding.LocalAws.S3.Operations;
using Onboarding.LocalAws.S3.Store;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.S3;

/// <summary>
/// S3 (REST-XML). The operation is named by the method, by whether there is a bucket and a key, and by the first
/// query parameter that names a sub-resource (<c>?policy</c>).
/// </summary>
/// <param name="bucketCountMax">The account's quota.</param>
internal sealed class S3Service(
    AwsScope scope, TimeProvider time, IChangeLog<S3Change> log, ContentFolder contents, int bucketCountMax)
    : IAwsService, IResettable
{
    /// <summary>Query parameters that are sub-resources: each is an operation of its own, ours or refused.</summary>
    private static readonly FrozenSet<string> Subresources = new[]
    {
        "abac", "accelerate", "acl", "analytics", "attributes", "cors", "delete", "encryption", "intelligent-tiering",
        "inventory", "legal-hold", "lifecycle", "location", "logging", "metadataConfiguration",
        "metadataInventoryTable", "metadataJournalTable", "metadataTable", "metrics", "notification", "object-lock",
        "ownershipControls", "partNumber", "policy", "policyStatus", "publicAccessBlock", "renameObject",
        "replication", "requestPayment", "restore", "retention", "select", "session", "tagging", "torrent",
        "uploadId", "uploads", "versionId", "versioning", "versions", "website",
    }.ToFrozenSet(StringComparer.Ordinal);

    public string Name => "S3";

    public string SigningName => "s3";

    public string? TargetPrefix => null;

    public IErrorProtocol Errors { get; } = new RestXmlErrorProtocol();

    /// <summary>Of documents: the largest names 1,000 keys. An object is streamed.</summary>
    public int BodySizeBytesMax => S3Xml.LengthMax;

    public S3Store Store { get; } = new(log, bucketCountMax, contents.Drop);

    public ContentFolder Contents => contents;

    /// <summary>An unsigned path alone could as well be the HTTP API's: S3 needs its own host name for that.</summary>
    public bool Recognises(HttpRequest request) =>
        request.Host.Host.StartsWith("s3.", StringComparison.OrdinalIgnoreCase)
        || request.Host.Host.Contains(".s3.", StringComparison.OrdinalIgnoreCase);

    /// <summary>PutObject.</summary>
    public bool StreamsBody(HttpRequest request) =>
        HttpMethods.IsPut(request.Method)
        && !request.Headers.ContainsKey("x-amz-copy-source")
        && Subresource(request) is null
        && S3Address.Of(request).Key is not null;

    public async ValueTask HandleAsync(AwsRequest request)
    {
        var s3 = new S3Request(request, S3Address.Of(request.Http.Request), Store, contents, scope, time);
        var subresource = Subresource(request.Http.Request);
        var method = request.Http.Request.Method;
        if (!S3Operations.TryFind(s3, method, subresource, out var operation))
        {
            var what = $"{method} {(s3.Address.Key is null ? "bucket" : "object")}"
                + (subresource is null ? "" : $" ?{subresource}");
            throw new AwsException(Unsupported.Operation(Name, what) with { Code = "NotImplemented" });
        }

        request.NameOperation(Name, operation.Name);
        try
        {
            await operation.HandleAsync(s3);
        }
        catch (InsufficientStorageException e)
        {
            throw S3Errors.InsufficientStorage(e.Folder);
        }
    }

    public void Reset() => Store.Clear();

    /// <summary>Once the state is restored: fits the files to it.</summary>
    /// <exception cref="JournalException">An object has lost its file.</exception>
    public void Recover()
    {
        if (contents.IsDurable)
        {
            contents.Recover(Store.Files());
        }
    }

    private static string? Subresource(HttpRequest request)
    {
        if (!request.QueryString.HasValue)
        {
            return null;
        }

        foreach (var parameter in request.Query)
        {
            if (Subresources.Contains(parameter.Key))
            {
                return parameter.Key;
            }
        }

        return null;
    }
}

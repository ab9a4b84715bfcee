using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.S3.Contents;
using Onboarding.LocalAws.S3.Cors;
using Onboarding.LocalAws.S3.Forms;
using Onboarding.LocalAws.S3.Operations;
using Onboarding.LocalAws.S3.Store;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Edge;
using Onboarding.LocalAws.Wire.Operations;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.S3;

/// <summary>
/// S3 (REST-XML). The operation is named by the method, by whether there is a bucket and a key, and by the first
/// query parameter that names a sub-resource (<c>?policy</c>).
/// </summary>
internal sealed class S3Service(
    AwsScope scope,
    TimeProvider time,
    RandomSource random,
    S3Store store,
    ContentFolder contents,
    RestXmlErrorProtocol errors,
    PostObject forms)
    : AwsService<S3Request>
{
    private const string CopySource = "x-amz-copy-source";
    private const string UploadId = "uploadId";
    private const string PartNumber = "partNumber";

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

    public override string Name => "S3";

    public override string SigningName => "s3";

    public override string? TargetPrefix => null;

    public override IErrorProtocol Errors => errors;

    /// <summary>Of documents: the largest names 1,000 keys. An object is streamed.</summary>
    public override int BodySizeBytesMax => S3Xml.LengthMax;

    protected override OperationTable<S3Request> Operations => S3Operations.Table;

    /// <summary>
    /// An unsigned path alone could as well be the HTTP API's: S3 needs its own host name for that, or a bucket that is
    /// there and that a browser asks about or sends a form to.
    /// </summary>
    public override bool Recognises(HttpRequest request) =>
        request.Host.Host.StartsWith("s3.", StringComparison.OrdinalIgnoreCase)
        || request.Host.Host.Contains(".s3.", StringComparison.OrdinalIgnoreCase)
        || (((CorsPreflight.Is(request) && request.Headers.Origin.Count > 0) || PostObject.Is(request))
            && SettingsOf(request) is not null);

    /// <summary>The signature of a form is in its body.</summary>
    public override bool NeedsSignature(HttpRequest request) =>
        !CorsPreflight.Is(request) && !PostObject.Is(request);

    /// <summary>
    /// Pages of other origins are let in where a rule of the bucket lets them: to this bucket, with its methods. A
    /// preflight has no effect, and its answer says what is wrong. A form is what pages of this machine upload with,
    /// and it takes no rule at AWS either.
    /// </summary>
    public override bool Admits(in PageRequest page) =>
        base.Admits(page)
        || CorsPreflight.Is(page.Http)
        || (PostObject.Is(page.Http) && BrowserAccess.Admits(page))
        || (RuleFor(page.Http) is not null && !CopiesFromElsewhere(page.Http));

    /// <summary>A preflight is answered with more; here it has no method that a rule could have.</summary>
    public override void AllowOrigin(HttpContext http)
    {
        if (RuleFor(http.Request) is { } rule)
        {
            BucketCors.Allow(http, rule);
        }
    }

    /// <summary>PutObject, UploadPart and PostObject.</summary>
    public override bool StreamsBody(HttpRequest request) => PostObject.Is(request) || IsPlainUpload(request);

    public override async ValueTask HandleAsync(AwsRequest request)
    {
        var http = request.Http.Request;
        var address = S3Address.Of(http);
        if (CorsPreflight.Is(http))
        {
            request.NameOperation(Name, http.Method);
            CorsPreflight.Answer(request.Http, address, store);
            return;
        }

        var s3 = new S3Request(request, address, store, contents, scope, time, random);
        try
        {
            await (PostObject.Is(http) ? PostAsync(s3) : ExecuteAsync(s3));
        }
        catch (InsufficientStorageException e)
        {
            throw S3Errors.InsufficientStorage(e.Folder);
        }
    }

    private ValueTask ExecuteAsync(S3Request request)
    {
        var http = request.Http;
        var level = LevelOf(request.Address);
        var found = S3Operations.Find(new S3Route(http.Method, level, Selector(http, level)));
        var operation = Begin(found, request.Aws, found is null ? Describe(http, request.Address) : "");
        var presigned = PresignedHeaders.Of(http) is { } headers ? request with { Headers = headers } : request;
        S3Operations.CheckHeaders(presigned, operation);
        return operation.ExecuteAsync(presigned, request.Aws.Aborted);
    }

    private ValueTask PostAsync(S3Request request)
    {
        request.Aws.NameOperation(Name, PostObject.Name);
        return forms.ExecuteAsync(request, request.Aws.Aborted);
    }

    protected override AwsError Refuse(string what) => base.Refuse(what) with { Code = "NotImplemented" };

    private BucketSettings? SettingsOf(HttpRequest request) =>
        S3Address.BucketOf(request) is { } bucket ? store.Settings(bucket) : null;

    /// <returns>Null where no rule has the origin, or no page asks.</returns>
    private CorsRule? RuleFor(HttpRequest request) =>
        request.Headers.Origin.Count > 0 && SettingsOf(request)?.Cors is { } rules
            ? BucketCors.Find(rules, request, request.Method)
            : null;

    private static bool IsPlainUpload(HttpRequest request) =>
        HttpMethods.IsPut(request.Method)
        && !IsCopy(request)
        && Subresource(request) is null or UploadId
        && S3Address.Of(request).Key is not null;

    private static string Describe(HttpRequest request, S3Address address)
    {
        var subresource = Subresource(request);
        return $"{request.Method} {(address.Key is null ? "bucket" : "object")}"
            + (subresource is null ? "" : $" ?{subresource}");
    }

    private static S3Level LevelOf(S3Address address) =>
        address.Bucket is null ? S3Level.Account : address.Key is null ? S3Level.Bucket : S3Level.Object;

    private static string? Selector(HttpRequest request, S3Level level) =>
        Subresource(request) is { } subresource
            ? IsCopy(request) && subresource == UploadId ? UploadPartCopy.Selector : subresource
        : level == S3Level.Object && IsCopy(request) ? CopySource
        : level == S3Level.Bucket && HttpMethods.IsGet(request.Method) && request.Query["list-type"] == "2"
            ? "list-type"
        : null;

    /// <summary>A client that presigns the header has it in the query.</summary>
    private static bool IsCopy(HttpRequest request) =>
        HttpMethods.IsPut(request.Method)
        && (request.Headers.ContainsKey(CopySource) || request.Query.ContainsKey(CopySource));

    /// <summary>What may write to one bucket may not read another by it.</summary>
    private static bool CopiesFromElsewhere(HttpRequest request)
    {
        if (!IsCopy(request))
        {
            return false;
        }

        var own = S3Address.BucketOf(request) + "/";
        var sources = request.Headers[CopySource].Concat(request.Query[CopySource]);
        return !sources.All(s => s!.TrimStart('/').StartsWith(own, StringComparison.Ordinal));
    }

    /// <summary>A part is no sub-resource: of an upload it comes with its id, of an object it is read.</summary>
    private static string? Subresource(HttpRequest request)
    {
        if (!request.QueryString.HasValue)
        {
            return null;
        }

        if (request.Query.ContainsKey(UploadId))
        {
            return UploadId;
        }

        var isRead = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

        foreach (var parameter in request.Query)
        {
            if (Subresources.Contains(parameter.Key) && !(isRead && parameter.Key == PartNumber))
            {
                return parameter.Key;
            }
        }

        return null;
    }
}

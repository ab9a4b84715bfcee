using System.Net;
using System.Text;
using System.Xml;
using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.S3.Checksums;
using Onboarding.LocalAws.S3.Operations;
using Onboarding.LocalAws.S3.Payload;
using Onboarding.LocalAws.S3.Store;
using Onboarding.LocalAws.Wire.Protocols;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.S3.Forms;

/// <summary>
/// PostObject: an upload by the form of a web page, whose signed policy says what the form may hold. No SDK has it as
/// an operation: they make the fields (<c>generate_presigned_post</c>). The checks run in AWS's order: form, signature,
/// policy, content.
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html; answers recorded in LocalStack's test
/// suite, which runs against AWS, and quoted in public issue trackers.
/// </summary>
internal sealed class PostObject(FormSigner signer)
{
    public const string Name = "PostObject";

    /// <summary>What is put with the object, but that a form names otherwise.</summary>
    private static readonly Dictionary<string, string> HeaderOf =
        new(StringComparer.OrdinalIgnoreCase) { ["acl"] = "x-amz-acl" };

    /// <summary>A form on a bucket; with a signature of its own the request is none.</summary>
    public static bool Is(HttpRequest request) =>
        HttpMethods.IsPost(request.Method)
        && request.ContentType is { } type
        && type.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase)
        && !SignatureClaim.IsSigned(request)
        && !SignatureClaim.IsVersion2(request)
        && S3Address.Of(request) is { Bucket: not null, Key: null };

    public async ValueTask ExecuteAsync(S3Request request, CancellationToken stop)
    {
        if (request.Http.ContentLength is null)
        {
            throw S3Errors.MissingContentLength();
        }

        request.RequireBucket();
        var form = await PostForm.ReadAsync(request.Http, stop);
        if (form.Fields.GetValueOrDefault("key") is not { Length: > 0 } key)
        {
            throw S3Errors.MissingPostField("key");
        }

        var file = form.File ?? throw S3Errors.MissingPostFile();
        signer.Verify(form.Fields);
        var policy = form.Fields.TryGetValue("policy", out var base64) ? PostPolicy.Read(base64) : null;
        policy?.Check(form.Fields, request.Bucket, request.Time.GetUtcNow());
        var put = request with
        {
            Address = new S3Address(request.Bucket, S3Address.ValidateKey(key)),
            Headers = HeadersOf(form.Fields),
        };
        var stored = await StoreAsync(put, TagsOf(form.Fields), file, policy);
        await AnswerAsync(put, stored, form.Fields);
    }

    private static async Task<S3Object> StoreAsync(
        S3Request put, IReadOnlyList<KeyValuePair<string, string>> tags, Stream file, PostPolicy? policy)
    {
        S3Operations.CheckPut(put);
        ObjectUpload.RefuseUnsupported(put, Name);
        var headers = ObjectUpload.ReadHeaders(put);
        var sizeBytesMax = Math.Min(ObjectPayload.SizeBytesMax, policy?.SizeBytesMax ?? long.MaxValue);
        using var payload = await ObjectPayload.ReceiveAsync(put, new FormFile(file, sizeBytesMax));
        if (policy is not null && payload.Content.SizeBytes < policy.SizeBytesMin)
        {
            throw S3Errors.EntityTooSmall(payload.Content.SizeBytes, policy.SizeBytesMin);
        }

        var stored = new S3Object
        {
            Key = put.Key,
            Content = payload.Content,
            ETag = payload.Digest.ETag,
            LastModified = put.Now,
            Checksum = payload.Digest.Checksum,
            Headers = headers,
            Tags = tags,
        };
        WriteConditions.Check(put, put.Store.Put(put.Bucket, stored, condition: default), condition: default);
        payload.Keep();
        await put.Contents.SweepAsync();
        return stored;
    }

    /// <summary>The fields as the headers of a PutObject. The type of the form is none of them.</summary>
    private static HeaderDictionary HeadersOf(IReadOnlyDictionary<string, string> fields)
    {
        var headers = new HeaderDictionary();
        foreach (var (name, value) in fields)
        {
            headers[HeaderOf.GetValueOrDefault(name, name)] = value;
        }

        return headers;
    }

    /// <summary>What is XML but no tag set is an empty one.</summary>
    private static IReadOnlyList<KeyValuePair<string, string>> TagsOf(IReadOnlyDictionary<string, string> fields) =>
        fields.TryGetValue("tagging", out var xml)
            ? TagSet.OfObject(S3Xml.Parse(Encoding.UTF8.GetBytes(xml)).Child("TagSet"))
            : [];

    private static ValueTask AnswerAsync(
        S3Request put, S3Object stored, IReadOnlyDictionary<string, string> fields)
    {
        var response = put.ResponseHeaders;
        response.ETag = stored.ETag;
        response.Location = put.ObjectUrl;
        response[Checksum.HeaderOf(stored.Checksum.Algorithm)] = stored.Checksum.Base64;
        response["x-amz-checksum-type"] = stored.Checksum.Type;
        response["x-amz-server-side-encryption"] = "AES256";
        if (RedirectOf(fields) is { } redirect)
        {
            response.Location = redirect + (redirect.Contains('?', StringComparison.Ordinal) ? "&" : "?")
                + $"bucket={WebUtility.UrlEncode(put.Bucket)}&key={WebUtility.UrlEncode(put.Key)}"
                + $"&etag={WebUtility.UrlEncode(stored.ETag)}";
            return put.SendAsync(303);
        }

        return fields.GetValueOrDefault("success_action_status") switch
        {
            "200" => put.SendAsync(200),
            "201" => put.Aws.Response.SendAsync(201, "application/xml", Describe(put, stored)),
            _ => put.SendAsync(204),
        };
    }

    /// <returns>Null where there is none, or one that is not absolute.</returns>
    private static string? RedirectOf(IReadOnlyDictionary<string, string> fields)
    {
        var given = fields.GetValueOrDefault("success_action_redirect") ?? fields.GetValueOrDefault("redirect");
        return Uri.TryCreate(given, UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
                ? url.AbsoluteUri
                : null;
    }

    /// <summary>Unlike other answers it has no namespace.</summary>
    private static byte[] Describe(S3Request put, S3Object stored)
    {
        using var body = new MemoryStream(512);
        using (var xml = XmlWriter.Create(body, XmlWire.WriterSettings))
        {
            xml.WriteStartElement("PostResponse");
            xml.WriteElementString("Location", put.ObjectUrl);
            xml.WriteElementString("Bucket", put.Bucket);
            xml.WriteElementString("Key", put.Key);
            xml.WriteElementString("ETag", stored.ETag);
            xml.WriteEndElement();
        }

        return body.ToArray();
    }
}

using System.Diagnostics;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.Wire.Client;

/// <summary>
/// Signed calls to one AWS endpoint. No SDK client: loading one costs more time than the whole start may take, and the
/// endpoint may be any emulator.
/// </summary>
internal sealed class WireClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly Uri _endpoint;
    private readonly SigV4Signer _signer;

    public WireClient(Uri endpoint, SigV4Signer signer)
    {
        _endpoint = endpoint;
        _signer = signer;
        _http = new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            // It would send the id of an activity of its own, which is not recorded.
            ActivityHeadersPropagator = null,
        });
    }

    public Task<WireResponse> CallAsync(JsonApi api, string operation, byte[] body, CancellationToken stop)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_endpoint, "/"));
        request.Headers.TryAddWithoutValidation("X-Amz-Target", $"{api.TargetPrefix}.{operation}");
        return SendAsync(
            operation, request, api.Service, body, $"application/x-amz-json-{api.JsonVersion}", stop);
    }

    public async Task<WireResponse> QueryAsync(
        QueryApi api, string operation, IReadOnlyDictionary<string, string> parameters, CancellationToken stop)
    {
        using var form = new FormUrlEncodedContent(
            [KeyValuePair.Create("Action", operation), KeyValuePair.Create("Version", api.Version), .. parameters]);
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_endpoint, "/"));
        var body = await form.ReadAsByteArrayAsync(stop);
        return await SendAsync(operation, request, api.Service, body, form.Headers.ContentType!.MediaType, stop);
    }

    public Task<WireResponse> ListBucketsAsync(CancellationToken stop) => SendAsync(
        "ListBuckets", new HttpRequestMessage(HttpMethod.Get, new Uri(_endpoint, "/")), "s3", [], null, stop);

    public Task<WireResponse> PutBucketAsync(string bucket, CancellationToken stop)
    {
        // Path style: a bucket's own host name would need DNS for *.localhost.
        var request = new HttpRequestMessage(HttpMethod.Put, new Uri(_endpoint, $"/{Uri.EscapeDataString(bucket)}"));
        // us-east-1 alone must not be named (https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html).
        return _signer.Region == "us-east-1"
            ? SendAsync("CreateBucket", request, "s3", [], contentType: null, stop)
            : SendAsync("CreateBucket", request, "s3", LocatedIn(_signer.Region), "application/xml", stop);
    }

    public Task<WireResponse> PutBucketCorsAsync(string bucket, XElement configuration, CancellationToken stop)
    {
        var request = new HttpRequestMessage(
            HttpMethod.Put, new Uri(_endpoint, $"/{Uri.EscapeDataString(bucket)}?cors"));
        var body = Encoding.UTF8.GetBytes(configuration.ToString(SaveOptions.DisableFormatting));
        // AWS takes this document with a checksum only.
        request.Headers.Add("x-amz-checksum-sha256", Convert.ToBase64String(SHA256.HashData(body)));
        return SendAsync("PutBucketCors", request, "s3", body, "application/xml", stop);
    }

    /// <param name="path">Below <c>/v2/email/</c>, its labels encoded.</param>
    public Task<WireResponse> SesAsync(
        string operation, HttpMethod method, string path, byte[] body, CancellationToken stop) => SendAsync(
            operation,
            new HttpRequestMessage(method, new Uri(_endpoint, $"/v2/email/{path}")),
            "ses",
            body,
            "application/json",
            stop);

    public void Dispose() => _http.Dispose();

    private static byte[] LocatedIn(string region) => Encoding.UTF8.GetBytes(
        "<CreateBucketConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
        + $"<LocationConstraint>{region}</LocationConstraint></CreateBucketConfiguration>");

    private async Task<WireResponse> SendAsync(
        string operation,
        HttpRequestMessage request,
        string service,
        byte[] body,
        string? contentType,
        CancellationToken stop)
    {
        using (request)
        {
            request.Content = new ByteArrayContent(body);
            if (contentType is not null)
            {
                request.Content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
            }

            _signer.Sign(request, body, service);
            // Behind the signature, which does not cover it: all of one provisioning is one trace.
            if (Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } parent })
            {
                request.Headers.TryAddWithoutValidation("traceparent", parent);
            }

            using var response = await _http.SendAsync(request, stop);
            var content = await response.Content.ReadAsByteArrayAsync(stop);
            var errorType = response.Headers.TryGetValues("x-amzn-ErrorType", out var types) ? types.First() : null;
            return new WireResponse(operation, (int)response.StatusCode, content, errorType)
            {
                Headers =
                [
                    .. response.Headers.Concat(response.Content.Headers)
                        .Select(h => KeyValuePair.Create(h.Key, string.Join(", ", h.Value))),
                ],
            };
        }
    }
}

using Microsoft.AspNetCore.Http;

namespace Onboarding.LocalAws.Wire.SigV4;

/// <summary>
/// What a request says about its own signature, read but not yet verified.
/// <code>
/// Authorization: AWS4-HMAC-SHA256 Credential=AKID/20261120/us-east-1/dynamodb/aws4_request,
///                SignedHeaders=host;x-amz-date, Signature=64 hex digits
/// </code>
/// A presigned URL carries the same parts as <c>X-Amz-*</c> query parameters.
/// </summary>
/// <param name="SignedHeaders">Lower-case names, sorted, joined by semicolons.</param>
/// <param name="Timestamp"><c>20261120T120000Z</c>, empty where the request has none.</param>
/// <param name="Expires">How long a presigned URL is valid; null for a signed header.</param>
internal sealed record SignatureClaim(
    string AccessKeyId,
    CredentialScope Scope,
    string SignedHeaders,
    string Signature,
    string Timestamp,
    TimeSpan? Expires)
{
    public const string Algorithm = "AWS4-HMAC-SHA256";

    public bool Presigned => Expires is not null;

    public static bool IsSigned(HttpRequest request) =>
        request.Headers.Authorization.Count > 0 || request.Query.ContainsKey("X-Amz-Algorithm");

    /// <summary><c>?AWSAccessKeyId=…</c> (<see cref="SigV2Verifier"/>), or <c>Authorization: AWS test:…</c>.</summary>
    public static bool IsVersion2(HttpRequest request) =>
        request.Headers.Authorization.ToString().StartsWith("AWS ", StringComparison.Ordinal)
        || (request.QueryString.HasValue && request.Query.ContainsKey("AWSAccessKeyId"));

    /// <returns>The claim, or the fault that AWS names for a header or query that it cannot read.</returns>
    public static (SignatureClaim? Claim, SignatureFault? Fault) Read(HttpRequest request)
    {
        if (request.Headers.Authorization.Count > 0)
        {
            return ReadHeader(request, request.Headers.Authorization.ToString());
        }

        return request.Query.ContainsKey("X-Amz-Algorithm")
            ? ReadQuery(request.Query)
            : (null, new SignatureFault(SignatureFaultKind.Missing, "Request is missing Authentication Token"));
    }

    private static (SignatureClaim?, SignatureFault?) ReadHeader(HttpRequest request, string header)
    {
        if (!header.StartsWith(Algorithm + " ", StringComparison.Ordinal))
        {
            return Incomplete($"Unsupported AWS 'algorithm': '{FirstWord(header)}'.");
        }

        string? credential = null, signedHeaders = null, signature = null;
        foreach (var range in header.AsSpan(Algorithm.Length).Split(','))
        {
            var part = header.AsSpan(Algorithm.Length)[range].Trim();
            var equals = part.IndexOf('=');
            if (equals < 0)
            {
                continue;
            }

            var value = part[(equals + 1)..];
            switch (part[..equals])
            {
                case "Credential": credential = value.ToString(); break;
                case "SignedHeaders": signedHeaders = value.ToString(); break;
                case "Signature": signature = value.ToString(); break;
            }
        }

        if (credential is null || signedHeaders is null || signature is null)
        {
            return Incomplete(
                (credential is null ? "Authorization header requires 'Credential' parameter. " : "")
                + (signature is null ? "Authorization header requires 'Signature' parameter. " : "")
                + (signedHeaders is null ? "Authorization header requires 'SignedHeaders' parameter. " : ""));
        }

        string? amzDate = request.Headers["x-amz-date"];
        return Build(credential, signedHeaders, signature, amzDate ?? "", expires: null);
    }

    private static (SignatureClaim?, SignatureFault?) ReadQuery(IQueryCollection query)
    {
        if (query["X-Amz-Algorithm"] != Algorithm)
        {
            return Incomplete($"Unsupported AWS 'algorithm': '{query["X-Amz-Algorithm"]}'.");
        }

        // AWS allows a presigned URL one second to seven days.
        if (!int.TryParse(query["X-Amz-Expires"], out var seconds) || seconds is < 1 or > 604_800)
        {
            return Incomplete("X-Amz-Expires must be between 1 and 604800 seconds.");
        }

        return Build(
            query["X-Amz-Credential"].ToString(),
            query["X-Amz-SignedHeaders"].ToString(),
            query["X-Amz-Signature"].ToString(),
            query["X-Amz-Date"].ToString(),
            TimeSpan.FromSeconds(seconds));
    }

    private static (SignatureClaim?, SignatureFault?) Build(
        string credential, string signedHeaders, string signature, string timestamp, TimeSpan? expires)
    {
        if (CredentialScope.Parse(credential, out var accessKeyId) is not { } scope)
        {
            return Incomplete($"'{credential}' is not a valid Credential: it must be AccessKeyId/date/region/service/"
                + "aws4_request.");
        }

        return signature.Length == 64 && signedHeaders.Length > 0
            ? (new SignatureClaim(accessKeyId, scope, signedHeaders, signature, timestamp, expires), null)
            : Incomplete("The signature must be 64 hexadecimal digits over at least one signed header.");
    }

    private static (SignatureClaim?, SignatureFault?) Incomplete(string detail) =>
        (null, new SignatureFault(SignatureFaultKind.Incomplete, detail.TrimEnd()));

    private static string FirstWord(string header) => header.Split(' ', 2)[0];
}

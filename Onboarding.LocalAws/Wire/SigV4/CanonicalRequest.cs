using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Onboarding.LocalAws.Wire.SigV4;

/// <summary>
/// The canonical form of a request, which both sides of SigV4 hash.
/// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
/// </summary>
/// <param name="RawPath">The path as on the request line, still percent-encoded.</param>
/// <param name="RawQuery">Without the question mark, still percent-encoded.</param>
/// <param name="SignedHeaders">Lower-case names joined by semicolons.</param>
/// <param name="PayloadHash">64 hex digits, or one of S3's markers such as <c>UNSIGNED-PAYLOAD</c>.</param>
/// <param name="EncodesPathOnce">True for S3, whose keys are encoded once; all others encode the path again.</param>
internal readonly record struct CanonicalRequest(
    string Method,
    string RawPath,
    string RawQuery,
    IHeaderDictionary Headers,
    string SignedHeaders,
    string PayloadHash,
    bool EncodesPathOnce)
{
    /// <summary>HMAC of <c>algorithm \n timestamp \n scope \n hash(canonical request)</c>, as 32 bytes.</summary>
    public void Sign(byte[] signingKey, string timestamp, CredentialScope scope, Span<byte> signature)
    {
        Span<byte> requestHash = stackalloc byte[32];
        Hash(requestHash);

        var stringToSign = new Utf8Builder(256);
        stringToSign.Append(SignatureClaim.Algorithm);
        stringToSign.Append((byte)'\n');
        stringToSign.Append(timestamp);
        stringToSign.Append((byte)'\n');
        stringToSign.Append(scope.ToString());
        stringToSign.Append((byte)'\n');
        stringToSign.AppendHexLower(requestHash);
        HMACSHA256.HashData(signingKey, stringToSign.Written, signature);
        stringToSign.Dispose();
    }

    private void Hash(Span<byte> hash)
    {
        var text = new Utf8Builder(1_024);
        text.Append(Method);
        text.Append((byte)'\n');
        AppendPath(ref text);
        text.Append((byte)'\n');
        AppendQuery(ref text);
        text.Append((byte)'\n');
        AppendHeaders(ref text);
        text.Append((byte)'\n');
        text.Append(SignedHeaders);
        text.Append((byte)'\n');
        text.Append(PayloadHash);
        SHA256.HashData(text.Written, hash);
        text.Dispose();
    }

    private void AppendPath(ref Utf8Builder text)
    {
        if (RawPath is "" or "/")
        {
            text.Append((byte)'/');
            return;
        }

        if (EncodesPathOnce)
        {
            AppendReencoded(ref text, RawPath, keepSlash: true);
        }
        else
        {
            text.AppendUriEncoded(Encoding.UTF8.GetBytes(CanonicalPath.Normalize(RawPath)), keepSlash: true);
        }
    }

    private void AppendQuery(ref Utf8Builder text)
    {
        if (RawQuery.Length == 0)
        {
            return;
        }

        var pairs = new List<(string Name, string Value)>();
        foreach (var part in RawQuery.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var name = Reencode(equals < 0 ? part : part[..equals]);
            // The signature cannot sign itself.
            if (name != "X-Amz-Signature")
            {
                pairs.Add((name, equals < 0 ? "" : Reencode(part[(equals + 1)..])));
            }
        }

        pairs.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name) is var byName and not 0
            ? byName
            : string.CompareOrdinal(a.Value, b.Value));
        for (var i = 0; i < pairs.Count; i++)
        {
            text.Append(i == 0 ? "" : "&");
            text.Append(pairs[i].Name);
            text.Append((byte)'=');
            text.Append(pairs[i].Value);
        }
    }

    private void AppendHeaders(ref Utf8Builder text)
    {
        foreach (var range in SignedHeaders.AsSpan().Split(';'))
        {
            var name = SignedHeaders[range];
            text.Append(name);
            text.Append((byte)':');
            var values = Headers[name];
            for (var i = 0; i < values.Count; i++)
            {
                text.Append(i == 0 ? "" : ",");
                AppendTrimmed(ref text, values[i] ?? "");
            }

            text.Append((byte)'\n');
        }
    }

    /// <summary>Trims the value and folds every run of spaces into one, as the canonical form asks.</summary>
    private static void AppendTrimmed(ref Utf8Builder text, string value)
    {
        var trimmed = value.AsSpan().Trim();
        while (trimmed.IndexOf("  ", StringComparison.Ordinal) is var run and >= 0)
        {
            text.Append(trimmed[..(run + 1)]);
            trimmed = trimmed[(run + 1)..].TrimStart(' ');
        }

        text.Append(trimmed);
    }

    private static string Reencode(string encoded)
    {
        var text = new Utf8Builder(encoded.Length + 16);
        AppendReencoded(ref text, encoded, keepSlash: false);
        var reencoded = Encoding.ASCII.GetString(text.Written);
        text.Dispose();
        return reencoded;
    }

    /// <summary>Clients differ in what they encode; the canonical form of the decoded bytes is one.</summary>
    private static void AppendReencoded(ref Utf8Builder text, string encoded, bool keepSlash)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(encoded.Length));
        text.AppendUriEncoded(bytes.AsSpan(0, PercentEncoding.Decode(encoded, bytes)), keepSlash);
        ArrayPool<byte>.Shared.Return(bytes);
    }
}

using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.Tests.Hosting;

/// <summary>One connection on which a test decides byte by byte what is sent and when.</summary>
internal sealed class RawHttp : IDisposable
{
    private readonly TcpClient _client = new();
    private NetworkStream _stream = null!;

    public static async Task<RawHttp> ConnectAsync(Uri url)
    {
        var raw = new RawHttp();
        await raw._client.ConnectAsync(url.Host, url.Port);
        raw._stream = raw._client.GetStream();
        return raw;
    }

    public static Task<RawHttp> ConnectAsync(TestHost host) => ConnectAsync(new Uri(host.Url));

    /// <summary>The head of a request that is signed in headers, ready to be sent.</summary>
    /// <param name="declaredHash">What x-amz-content-sha256 says and the signature covers; null for no header.</param>
    /// <param name="headers"><c>Name: value</c> each, not signed.</param>
    public static string SignedHead(
        TestHost host,
        Credential credential,
        string service,
        string method,
        string path,
        string? declaredHash,
        params string[] headers)
    {
        var timestamp = host.Services.Time.GetUtcNow().UtcDateTime
            .ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var authority = new Uri(host.Url).Authority;
        var signed = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["host"] = authority,
            ["x-amz-date"] = timestamp,
        };
        if (declaredHash is not null)
        {
            signed["x-amz-content-sha256"] = declaredHash;
        }

        if (credential.SessionToken is { } token)
        {
            signed["x-amz-security-token"] = token;
        }

        foreach (var header in headers.Where(h => h.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase)))
        {
            var parts = header.Split(": ", 2);
            signed[parts[0].ToLowerInvariant()] = parts[1];
        }

        var dictionary = new Microsoft.AspNetCore.Http.HeaderDictionary();
        foreach (var (name, value) in signed)
        {
            dictionary[name] = value;
        }

        var scope = new CredentialScope(timestamp[..8], host.Services.Scope.Region, service, "aws4_request");
        var canonical = new CanonicalRequest(
            method, path, "", dictionary, string.Join(';', signed.Keys), declaredHash ?? EmptyHash, service == "s3");
        var signature = new byte[32];
        canonical.Sign(new SigningKeys().Get(credential.SecretAccessKey, scope), timestamp, scope, signature);
        var lines = signed.Select(s => $"{s.Key}: {s.Value}")
            .Concat(headers.Where(h => !h.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase)))
            .Append($"Authorization: AWS4-HMAC-SHA256 Credential={credential.AccessKeyId}/{scope}, "
                + $"SignedHeaders={canonical.SignedHeaders}, Signature={Convert.ToHexStringLower(signature)}");
        return $"{method} {path} HTTP/1.1\r\n{string.Join("\r\n", lines)}\r\n\r\n";
    }

    public const string EmptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    public Task SendAsync(string text) => SendAsync(Encoding.ASCII.GetBytes(text));

    public async Task SendAsync(byte[] bytes) => await _stream.WriteAsync(bytes);

    /// <summary>Sends zeros until so many are sent or the other side does not take more.</summary>
    /// <returns>How many were sent.</returns>
    public async Task<long> SendZerosAsync(long sizeBytes)
    {
        var zeros = new byte[64 * 1024];
        var sent = 0L;
        try
        {
            for (; sent < sizeBytes; sent += zeros.Length)
            {
                await _stream.WriteAsync(zeros);
            }
        }
        catch (IOException)
        {
            // The other side has closed: that is what the count is for.
            return sent;
        }

        return sent;
    }

    /// <summary>The next answer, with its body where Content-Length says how long that is.</summary>
    public async Task<RawReply> ReceiveAsync()
    {
        var head = new StringBuilder();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            head.Append(Encoding.ASCII.GetString(await ReceiveAsync(1)));
        }

        var lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(l => l.Split(": ", 2))
            .ToDictionary(p => p[0], p => p[1], StringComparer.OrdinalIgnoreCase);
        var length = int.Parse(headers.GetValueOrDefault("Content-Length", "0"), CultureInfo.InvariantCulture);
        var body = Encoding.UTF8.GetString(await ReceiveAsync(length));
        return new RawReply(int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture), headers, body);
    }

    /// <summary>Completes once the other side sends nothing any more; true where it did so in good order.</summary>
    public async Task<bool> EndsAsync()
    {
        try
        {
            return await _stream.ReadAsync(new byte[1]).AsTask().InTimeAsync("the connection's end") == 0;
        }
        catch (IOException)
        {
            return false;
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<byte[]> ReceiveAsync(int count)
    {
        var bytes = new byte[count];
        await _stream.ReadExactlyAsync(bytes).AsTask().InTimeAsync("an answer");
        return bytes;
    }
}

internal sealed record RawReply(int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public bool Closes => Headers.GetValueOrDefault("Connection") == "close";
}

using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using Google.Protobuf;

namespace Onboarding.IntegrationTests.Dashboard;

/// <summary>
/// gRPC by hand over .NET's own HTTP/2 client, without TLS and without negotiation, as the dashboard calls.
/// </summary>
internal sealed class GrpcClient(Uri url, string? key) : IDisposable
{
    private const string KeyHeader = "x-resource-service-api-key";

    private readonly HttpClient _http = new() { BaseAddress = url };

    /// <summary>The one message of a call that ends well.</summary>
    public async Task<TMessage> CallAsync<TMessage>(string method, IMessage request, MessageParser<TMessage> parser)
        where TMessage : class, IMessage<TMessage>
    {
        using var response = await SendAsync(method, Frame(request));
        var body = await response.Content.ReadAsStreamAsync();
        var message = await ReadAsync(body, parser, CancellationToken.None);
        Assert.NotNull(message);
        Assert.Null(await ReadAsync(body, parser, CancellationToken.None));
        Assert.Equal("0", StatusOf(response));
        return message;
    }

    /// <summary>The messages of a stream, until it ends or the test has seen enough.</summary>
    public async IAsyncEnumerable<TMessage> WatchAsync<TMessage>(
        string method,
        IMessage request,
        MessageParser<TMessage> parser,
        [EnumeratorCancellation] CancellationToken stop = default)
        where TMessage : class, IMessage<TMessage>
    {
        using var response = await SendAsync(method, Frame(request));
        await using var body = await response.Content.ReadAsStreamAsync(stop);
        while (await ReadAsync(body, parser, stop) is { } message)
        {
            yield return message;
        }

        LastStatus = StatusOf(response);
    }

    /// <summary>How the last stream has ended.</summary>
    public string? LastStatus { get; private set; }

    /// <summary>Reads no further than the headers.</summary>
    public Task<HttpResponseMessage> SendAsync(string method, byte[] body) => SendAsync(
        method,
        new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/grpc") } });

    public Task<HttpResponseMessage> SendAsync(string method, HttpContent content)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, method)
        {
            Content = content,
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        if (key is not null)
        {
            request.Headers.Add(KeyHeader, key);
        }

        return _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>From the trailers, or from the headers where nothing else was sent.</summary>
    public static string? StatusOf(HttpResponseMessage response) =>
        response.TrailingHeaders.TryGetValues("grpc-status", out var trailers) ? trailers.Single()
        : response.Headers.TryGetValues("grpc-status", out var headers) ? headers.Single()
        : null;

    public static byte[] Frame(IMessage message)
    {
        var frame = new byte[5 + message.CalculateSize()];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), frame.Length - 5);
        message.WriteTo(frame.AsSpan(5));
        return frame;
    }

    public void Dispose() => _http.Dispose();

    private static async Task<TMessage?> ReadAsync<TMessage>(
        Stream body, MessageParser<TMessage> parser, CancellationToken stop)
        where TMessage : class, IMessage<TMessage>
    {
        var prefix = new byte[5];
        if (await body.ReadAtLeastAsync(prefix, prefix.Length, throwOnEndOfStream: false, stop) == 0)
        {
            return null;
        }

        Assert.Equal(0, prefix[0]);
        var message = new byte[BinaryPrimitives.ReadInt32BigEndian(prefix.AsSpan(1))];
        await body.ReadExactlyAsync(message, stop);
        return parser.ParseFrom(message);
    }
}

using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Onboarding.AppHost.Dashboard.Grpc;

/// <summary>
/// One call in gRPC's framing over HTTP/2: each message is a byte 0, four bytes of length, most significant first, and
/// the message; the status comes in the trailers
/// (https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md). One caller at a time.
/// </summary>
internal sealed class GrpcCall(HttpContext http)
{
    private const int PrefixSizeBytes = 5;

    /// <summary>The dashboard's requests are names and numbers.</summary>
    private const int RequestSizeBytesMax = 1024 * 1024;

    /// <summary>Reads the one message of a call that has one.</summary>
    /// <exception cref="GrpcException">There is none, or it cannot be read.</exception>
    public async Task<TMessage> ReadAsync<TMessage>(MessageParser<TMessage> parser, CancellationToken stop)
        where TMessage : IMessage<TMessage>
    {
        var body = http.Request.BodyReader;
        var prefix = await body.ReadAtLeastAsync(PrefixSizeBytes, stop);
        var size = SizeOf(prefix.Buffer);
        body.AdvanceTo(prefix.Buffer.GetPosition(PrefixSizeBytes));
        if (size == 0)
        {
            return parser.ParseFrom(ReadOnlySpan<byte>.Empty);
        }

        var rest = await body.ReadAtLeastAsync(size, stop);
        try
        {
            return rest.Buffer.Length >= size
                ? parser.ParseFrom(rest.Buffer.Slice(0, size))
                : throw new GrpcException(GrpcStatus.InvalidArgument, "the message is shorter than it says");
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new GrpcException(GrpcStatus.InvalidArgument, e.Message);
        }
        finally
        {
            body.AdvanceTo(rest.Buffer.End);
        }
    }

    /// <summary>Sends the headers, for a client that waits for them before it sends anything.</summary>
    public async Task StartAsync(CancellationToken stop)
    {
        await http.Response.StartAsync(stop);
        await http.Response.BodyWriter.FlushAsync(stop);
    }

    /// <summary>Sends one message at once: the dashboard shows it as it comes.</summary>
    public async Task SendAsync(IMessage message, CancellationToken stop)
    {
        var size = message.CalculateSize();
        var body = http.Response.BodyWriter;
        var prefix = body.GetSpan(PrefixSizeBytes);
        prefix[0] = 0;
        BinaryPrimitives.WriteInt32BigEndian(prefix[1..], size);
        body.Advance(PrefixSizeBytes);
        message.WriteTo(body);
        await body.FlushAsync(stop);
    }

    /// <summary>As a header where nothing was sent (gRPC's "trailers-only"), else as the trailer.</summary>
    public void End(GrpcStatus status, string? message = null)
    {
        var hasStarted = http.Response.HasStarted;
        var headers = hasStarted
            ? http.Features.GetRequiredFeature<IHttpResponseTrailersFeature>().Trailers
            : http.Response.Headers;
        headers["grpc-status"] = ((int)status).ToString(CultureInfo.InvariantCulture);
        if (message is not null)
        {
            // "grpc-message: Percent-Encoded"
            headers["grpc-message"] = Uri.EscapeDataString(message);
        }
    }

    private static int SizeOf(ReadOnlySequence<byte> buffer)
    {
        if (buffer.Length < PrefixSizeBytes)
        {
            throw new GrpcException(GrpcStatus.InvalidArgument, "the call has no message");
        }

        Span<byte> prefix = stackalloc byte[PrefixSizeBytes];
        buffer.Slice(0, PrefixSizeBytes).CopyTo(prefix);
        if (prefix[0] != 0)
        {
            throw new GrpcException(GrpcStatus.Unimplemented, "compressed messages are not supported");
        }

        return BinaryPrimitives.ReadUInt32BigEndian(prefix[1..]) is var size && size <= RequestSizeBytesMax
            ? (int)size
            : throw new GrpcException(GrpcStatus.ResourceExhausted, $"no message is longer than {RequestSizeBytesMax}");
    }
}

using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Wire.Operations;

/// <summary>A response under construction: a JSON writer over a buffer, both used again by later requests.</summary>
internal sealed class ResponseBuffer
{
    private const int PooledMax = 64;
    private const int PooledCapacityMax = 1 << 20;

    private static readonly ConcurrentQueue<ResponseBuffer> Pool = new();

    private readonly ArrayBufferWriter<byte> _bytes = new(4096);

    private ResponseBuffer() => Json = new Utf8JsonWriter(_bytes, JsonWire.WriterOptions);

    public Utf8JsonWriter Json { get; }

    public ReadOnlyMemory<byte> Written
    {
        get
        {
            Json.Flush();
            return _bytes.WrittenMemory;
        }
    }

    public static ResponseBuffer Rent() => Pool.TryDequeue(out var buffer) ? buffer : new ResponseBuffer();

    public void Return()
    {
        if (_bytes.Capacity <= PooledCapacityMax && Pool.Count < PooledMax)
        {
            _bytes.ResetWrittenCount();
            Json.Reset();
            Pool.Enqueue(this);
        }
    }
}

using System.Buffers;
using Onboarding.LocalAws.Kernel;

namespace Onboarding.LocalAws.Lambda.EventSources;

/// <summary>One record of a stream.</summary>
/// <param name="position">Its place in the shard; the next record's is higher.</param>
/// <param name="createdAt">When the item was written.</param>
/// <param name="keyHash">Equal for records of one item, whose order must be kept.</param>
internal abstract class StreamRecord(ulong position, DateTimeOffset createdAt, uint keyHash)
{
    public ulong Position { get; } = position;

    public DateTimeOffset CreatedAt { get; } = createdAt;

    public uint KeyHash { get; } = keyHash;

    /// <summary>The record's id, as the event shows it and a partial batch response repeats it.</summary>
    public abstract string SequenceNumber { get; }

    /// <summary>The span that wrote it; null where none was recorded.</summary>
    public virtual SpanOrigin? Writer => null;

    /// <summary>The record as an element of the event's <c>Records</c>. Kept, since a retry sends it again.</summary>
    public ReadOnlyMemory<byte> Json
    {
        get
        {
            if (_json.IsEmpty)
            {
                var buffer = new ArrayBufferWriter<byte>(1024);
                Write(buffer);
                _json = buffer.WrittenMemory;
            }

            return _json;
        }
    }

    private ReadOnlyMemory<byte> _json;

    /// <summary>Forgets the text; it is made again when it is needed.</summary>
    public void ReleaseJson() => _json = default;

    protected abstract void Write(IBufferWriter<byte> buffer);
}

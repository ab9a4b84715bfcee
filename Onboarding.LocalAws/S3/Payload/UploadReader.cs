using System.Buffers;
using System.IO.Pipelines;

namespace Onboarding.LocalAws.S3.Payload;

/// <summary>The content of an upload as it comes in, without the framing of the transfer (aws-chunked).</summary>
internal abstract class UploadReader
{
    /// <summary>What follows the content: names in lower case. Complete once <see cref="ReadAsync"/> gave 0.</summary>
    public virtual IReadOnlyDictionary<string, string>? Trailers => null;

    /// <returns>How much of a buffer that is not empty was filled; 0 at the end.</returns>
    /// <exception cref="Wire.AwsException">What came is not what was announced.</exception>
    public abstract ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken stop);
}

/// <summary>A body that is the content.</summary>
internal sealed class PlainUpload(PipeReader body) : UploadReader
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken stop)
    {
        var read = await body.ReadAsync(stop);
        var part = read.Buffer.Slice(0, Math.Min(read.Buffer.Length, buffer.Length));
        var count = (int)part.Length;
        part.CopyTo(buffer.Span);
        body.AdvanceTo(part.End);
        return count;
    }
}

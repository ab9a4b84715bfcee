using Onboarding.LocalAws.S3.Payload;

namespace Onboarding.LocalAws.S3.Forms;

/// <summary>The file of a form. It ends where the next part begins; the policy limits its size.</summary>
internal sealed class FormFile(Stream content, long sizeBytesMax) : UploadReader
{
    private long _sizeBytes;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken stop)
    {
        var count = await PostForm.GuardedAsync(() => content.ReadAsync(buffer, stop).AsTask(), stop);
        _sizeBytes += count;
        return _sizeBytes <= sizeBytesMax ? count : throw S3Errors.EntityTooLarge(_sizeBytes, sizeBytesMax);
    }
}

using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.S3.Checksums;
using Onboarding.LocalAws.S3.Store;

namespace Onboarding.LocalAws.S3.Persistence;

/// <summary>An upload in parts, and a part, in the journal.</summary>
internal static class UploadForm
{
    public static void Write(RecordWriter to, MultipartUpload upload)
    {
        to.Text(upload.Id);
        to.Text(upload.Key);
        to.Time(upload.InitiatedAt);
        ObjectForm.WriteHeaders(to, upload.Headers);
        to.Flag(upload.Checksum is not null);
        if (upload.Checksum is { } checksum)
        {
            to.Byte((byte)checksum.Algorithm);
            to.Flag(checksum.IsComposite);
        }

        to.Pairs(upload.Tags);
    }

    public static MultipartUpload Read(ref RecordReader from) =>
        ReadBeforeTags(ref from) with { Tags = from.Pairs() };

    public static MultipartUpload ReadBeforeTags(ref RecordReader from) => new()
    {
        Id = from.Text(),
        Key = from.Text(),
        InitiatedAt = from.Time(),
        Headers = ObjectForm.ReadHeaders(ref from),
        Checksum = from.Flag() ? new UploadChecksum((ChecksumAlgorithm)from.Byte(), from.Flag()) : null,
    };

    public static void WritePart(RecordWriter to, UploadedPart part)
    {
        to.Number((ulong)part.Number);
        to.Text(part.ETag);
        to.Time(part.LastModified);
        ObjectForm.WriteChecksum(to, part.Checksum);
        to.Flag(part.Content is ObjectContent.InFile);
        ContentForm.Write(to, part.Content);
    }

    public static UploadedPart ReadPart(ref RecordReader from)
    {
        var number = (int)from.Number();
        var etag = from.Text();
        var at = from.Time();
        var checksum = ObjectForm.ReadChecksum(ref from);
        var content = from.Flag() ? ContentForm.ReadInFile(ref from) : ContentForm.ReadInMemory(ref from);
        return new UploadedPart(number, content, etag, at, checksum);
    }
}

using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.S3.Checksums;
using Onboarding.LocalAws.S3.Store;

namespace Onboarding.LocalAws.S3.Persistence;

/// <summary>An object in the journal.</summary>
internal static class ObjectForm
{
    public static void Write(RecordWriter to, S3Object stored)
    {
        to.Text(stored.Key);
        ContentForm.Write(to, stored.Content);
        to.Text(stored.ETag);
        to.Time(stored.LastModified);
        WriteChecksum(to, stored.Checksum);
        WriteHeaders(to, stored.Headers);
        to.Pairs(stored.Tags);
    }

    public static S3Object Read(ref RecordReader from, ContentReader readContent) =>
        ReadBeforeTags(ref from, readContent) with { Tags = from.Pairs() };

    public static S3Object ReadBeforeTags(ref RecordReader from, ContentReader readContent) => new()
    {
        Key = from.Text(),
        Content = readContent(ref from),
        ETag = from.Text(),
        LastModified = from.Time(),
        Checksum = ReadChecksum(ref from),
        Headers = ReadHeaders(ref from),
    };

    public static void WriteChecksum(RecordWriter to, Checksum checksum)
    {
        to.Byte((byte)checksum.Algorithm);
        to.Text(checksum.Base64);
    }

    public static Checksum ReadChecksum(ref RecordReader from) => new((ChecksumAlgorithm)from.Byte(), from.Text());

    public static void WriteHeaders(RecordWriter to, ObjectHeaders headers)
    {
        to.Text(headers.ContentType);
        to.OptionalText(headers.CacheControl);
        to.OptionalText(headers.ContentDisposition);
        to.OptionalText(headers.ContentEncoding);
        to.OptionalText(headers.ContentLanguage);
        to.OptionalText(headers.Expires);
        to.Pairs(headers.Metadata);
    }

    public static ObjectHeaders ReadHeaders(ref RecordReader from) => new(
        from.Text(),
        from.OptionalText(),
        from.OptionalText(),
        from.OptionalText(),
        from.OptionalText(),
        from.OptionalText(),
        from.Pairs());
}

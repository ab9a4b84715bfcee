using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.S3.Checksums;
using Onboarding.LocalAws.S3.Store;

namespace Onboarding.LocalAws.S3.Persistence;

/// <summary><see cref="S3Change"/>s in the journal: small contents included, of large ones the file's name.</summary>
internal sealed class S3ChangeCodec : ChangeCodec<S3Change>
{
    public S3ChangeCodec()
    {
        Kind<S3Change.Cleared>(1);
        Kind(
            2,
            (to, created) =>
            {
                to.Text(created.Bucket);
                to.Time(created.At);
            },
            (ref from) => new S3Change.BucketCreated(from.Text(), from.Time()));
        Kind(
            3,
            (to, configured) =>
            {
                to.Text(configured.Bucket);
                WriteSettings(to, configured.Settings);
            },
            (ref from) => new S3Change.BucketConfigured(from.Text(), ReadSettings(ref from)));
        Kind(4, (to, deleted) => to.Text(deleted.Bucket), (ref from) => new S3Change.BucketDeleted(from.Text()));
        Kind(
            5,
            (to, stored) =>
            {
                to.Text(stored.Bucket);
                WriteObject(to, stored.Object, to => to.Bytes(((ObjectContent.InMemory)stored.Object.Content).Bytes));
            },
            (ref from) => new S3Change.ObjectStored(
                from.Text(), ReadObject(ref from, (ref from) => new ObjectContent.InMemory(from.Bytes().ToArray()))));
        Kind(
            6,
            (to, removed) =>
            {
                to.Text(removed.Bucket);
                to.Text(removed.Key);
            },
            (ref from) => new S3Change.ObjectRemoved(from.Text(), from.Text()));
        Kind(
            7,
            (to, stored) =>
            {
                to.Text(stored.Bucket);
                WriteObject(to, stored.Object, to => WriteFile(to, (ObjectContent.InFile)stored.Object.Content));
            },
            (ref from) => new S3Change.FileStored(
                from.Text(),
                ReadObject(ref from, (ref from) => new ObjectContent.InFile(from.Text(), (long)from.Number()))));
    }

    private static void WriteFile(RecordWriter to, ObjectContent.InFile file)
    {
        to.Text(file.Name);
        to.Number((ulong)file.Length);
    }

    private static void WriteSettings(RecordWriter to, BucketSettings settings)
    {
        to.OptionalText(settings.Policy);
        to.Flag(settings.PublicAccess is not null);
        if (settings.PublicAccess is { } access)
        {
            to.Flag(access.BlockPublicAcls);
            to.Flag(access.IgnorePublicAcls);
            to.Flag(access.BlockPublicPolicy);
            to.Flag(access.RestrictPublicBuckets);
        }

        to.Flag(settings.Tags is not null);
        if (settings.Tags is { } tags)
        {
            to.Pairs(tags);
        }
    }

    private static BucketSettings ReadSettings(ref RecordReader from) => new(
        from.OptionalText(),
        from.Flag() ? new PublicAccessBlock(from.Flag(), from.Flag(), from.Flag(), from.Flag()) : null,
        from.Flag() ? from.Pairs() : null);

    private static void WriteObject(RecordWriter to, S3Object stored, Action<RecordWriter> writeContent)
    {
        to.Text(stored.Key);
        writeContent(to);
        to.Text(stored.ETag);
        to.Time(stored.LastModified);
        to.Byte((byte)stored.Checksum.Algorithm);
        to.Text(stored.Checksum.Base64);
        to.Text(stored.Headers.ContentType);
        to.OptionalText(stored.Headers.CacheControl);
        to.OptionalText(stored.Headers.ContentDisposition);
        to.OptionalText(stored.Headers.ContentEncoding);
        to.OptionalText(stored.Headers.ContentLanguage);
        to.OptionalText(stored.Headers.Expires);
        to.Pairs(stored.Headers.Metadata);
    }

    private static S3Object ReadObject(ref RecordReader from, ChangeReader<ObjectContent> readContent) => new()
    {
        Key = from.Text(),
        Content = readContent(ref from),
        ETag = from.Text(),
        LastModified = from.Time(),
        Checksum = new Checksum((ChecksumAlgorithm)from.Byte(), from.Text()),
        Headers = new ObjectHeaders(
            from.Text(),
            from.OptionalText(),
            from.OptionalText(),
            from.OptionalText(),
            from.OptionalText(),
            from.OptionalText(),
            from.Pairs()),
    };
}

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
                ReadObject(ref from, ReadFile)));
        UploadKinds();
    }

    private void UploadKinds()
    {
        Kind(
            8,
            (to, begun) =>
            {
                to.Text(begun.Bucket);
                WriteUpload(to, begun.Upload);
            },
            (ref from) => new S3Change.UploadBegun(from.Text(), ReadUpload(ref from)));
        Kind(
            9,
            (to, stored) =>
            {
                to.Text(stored.Bucket);
                to.Text(stored.UploadId);
                WritePart(to, stored.Part);
            },
            (ref from) => new S3Change.PartStored(from.Text(), from.Text(), ReadPart(ref from)));
        Kind(
            10,
            (to, removed) =>
            {
                to.Text(removed.Bucket);
                to.Text(removed.UploadId);
            },
            (ref from) => new S3Change.UploadRemoved(from.Text(), from.Text()));
        Kind(
            11,
            (to, joined) =>
            {
                to.Text(joined.Bucket);
                WriteObject(to, joined.Object, to => WriteParts(to, (ObjectContent.Joined)joined.Object.Content));
            },
            (ref from) => new S3Change.PartsJoined(from.Text(), ReadObject(ref from, ReadParts)));
    }

    private static void WriteUpload(RecordWriter to, MultipartUpload upload)
    {
        to.Text(upload.Id);
        to.Text(upload.Key);
        to.Time(upload.InitiatedAt);
        WriteHeaders(to, upload.Headers);
        to.Flag(upload.Checksum is not null);
        if (upload.Checksum is { } checksum)
        {
            to.Byte((byte)checksum.Algorithm);
            to.Flag(checksum.IsComposite);
        }
    }

    private static MultipartUpload ReadUpload(ref RecordReader from) => new()
    {
        Id = from.Text(),
        Key = from.Text(),
        InitiatedAt = from.Time(),
        Headers = ReadHeaders(ref from),
        Checksum = from.Flag() ? new UploadChecksum((ChecksumAlgorithm)from.Byte(), from.Flag()) : null,
    };

    private static void WriteParts(RecordWriter to, ObjectContent.Joined content)
    {
        to.Text(content.UploadId);
        to.Number((ulong)content.Parts.Count);
        foreach (var part in content.Parts)
        {
            WritePart(to, part);
        }
    }

    private static ObjectContent.Joined ReadParts(ref RecordReader from)
    {
        var uploadId = from.Text();
        List<UploadedPart> parts = [];
        for (var count = from.Count(); count > 0; count--)
        {
            parts.Add(ReadPart(ref from));
        }

        return new ObjectContent.Joined(uploadId, parts);
    }

    private static void WritePart(RecordWriter to, UploadedPart part)
    {
        to.Number((ulong)part.Number);
        to.Text(part.ETag);
        to.Time(part.LastModified);
        WriteChecksum(to, part.Checksum);
        to.Flag(part.Content is ObjectContent.InFile);
        if (part.Content is ObjectContent.InFile file)
        {
            WriteFile(to, file);
        }
        else
        {
            to.Bytes(((ObjectContent.InMemory)part.Content).Bytes);
        }
    }

    private static UploadedPart ReadPart(ref RecordReader from)
    {
        var number = (int)from.Number();
        var etag = from.Text();
        var at = from.Time();
        var checksum = ReadChecksum(ref from);
        ObjectContent content = from.Flag() ? ReadFile(ref from) : new ObjectContent.InMemory(from.Bytes().ToArray());
        return new UploadedPart(number, content, etag, at, checksum);
    }

    private static ObjectContent.InFile ReadFile(ref RecordReader from) => new(from.Text(), (long)from.Number());

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
        WriteChecksum(to, stored.Checksum);
        WriteHeaders(to, stored.Headers);
    }

    private static void WriteChecksum(RecordWriter to, Checksum checksum)
    {
        to.Byte((byte)checksum.Algorithm);
        to.Text(checksum.Base64);
    }

    private static Checksum ReadChecksum(ref RecordReader from) => new((ChecksumAlgorithm)from.Byte(), from.Text());

    private static void WriteHeaders(RecordWriter to, ObjectHeaders headers)
    {
        to.Text(headers.ContentType);
        to.OptionalText(headers.CacheControl);
        to.OptionalText(headers.ContentDisposition);
        to.OptionalText(headers.ContentEncoding);
        to.OptionalText(headers.ContentLanguage);
        to.OptionalText(headers.Expires);
        to.Pairs(headers.Metadata);
    }

    private static ObjectHeaders ReadHeaders(ref RecordReader from) => new(
        from.Text(),
        from.OptionalText(),
        from.OptionalText(),
        from.OptionalText(),
        from.OptionalText(),
        from.OptionalText(),
        from.Pairs());

    private static S3Object ReadObject(ref RecordReader from, ChangeReader<ObjectContent> readContent) => new()
    {
        Key = from.Text(),
        Content = readContent(ref from),
        ETag = from.Text(),
        LastModified = from.Time(),
        Checksum = ReadChecksum(ref from),
        Headers = ReadHeaders(ref from),
    };
}

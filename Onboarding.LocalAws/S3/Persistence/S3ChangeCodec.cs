using System.Diagnostics;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.S3.Checksums;
using Onboarding.LocalAws.S3.Store;

namespace Onboarding.LocalAws.S3.Persistence;

/// <summary><see cref="S3Change"/>s in the journal, contents included.</summary>
internal sealed class S3ChangeCodec : IChangeCodec<S3Change>
{
    /// <summary>The first byte of each change. A number is never used for anything else.</summary>
    private enum Kind : byte
    {
        Cleared = 1,
        BucketCreated = 2,
        BucketConfigured = 3,
        BucketDeleted = 4,
        ObjectStored = 5,
        ObjectRemoved = 6,
    }

    public void Write(RecordWriter to, S3Change change)
    {
        switch (change)
        {
            case S3Change.Cleared:
                to.Byte((byte)Kind.Cleared);
                break;
            case S3Change.BucketCreated created:
                to.Byte((byte)Kind.BucketCreated);
                to.Text(created.Bucket);
                to.Time(created.At);
                break;
            case S3Change.BucketConfigured configured:
                to.Byte((byte)Kind.BucketConfigured);
                to.Text(configured.Bucket);
                WriteSettings(to, configured.Settings);
                break;
            case S3Change.BucketDeleted deleted:
                to.Byte((byte)Kind.BucketDeleted);
                to.Text(deleted.Bucket);
                break;
            case S3Change.ObjectStored stored:
                to.Byte((byte)Kind.ObjectStored);
                to.Text(stored.Bucket);
                WriteObject(to, stored.Object);
                break;
            case S3Change.ObjectRemoved removed:
                to.Byte((byte)Kind.ObjectRemoved);
                to.Text(removed.Bucket);
                to.Text(removed.Key);
                break;
            default:
                throw new UnreachableException();
        }
    }

    public S3Change Read(ref RecordReader from) => (Kind)from.Byte() switch
    {
        Kind.Cleared => new S3Change.Cleared(),
        Kind.BucketCreated => new S3Change.BucketCreated(from.Text(), from.Time()),
        Kind.BucketConfigured => new S3Change.BucketConfigured(from.Text(), ReadSettings(ref from)),
        Kind.BucketDeleted => new S3Change.BucketDeleted(from.Text()),
        Kind.ObjectStored => new S3Change.ObjectStored(from.Text(), ReadObject(ref from)),
        Kind.ObjectRemoved => new S3Change.ObjectRemoved(from.Text(), from.Text()),
        var other => throw new FormatException($"There is no change of kind {other}."),
    };

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

    private static void WriteObject(RecordWriter to, S3Object stored)
    {
        to.Text(stored.Key);
        to.Bytes(stored.Content);
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

    private static S3Object ReadObject(ref RecordReader from) => new()
    {
        Key = from.Text(),
        Content = from.Bytes().ToArray(),
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

using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.S3.Store;

namespace Onboarding.LocalAws.S3.Persistence;

/// <summary>
/// <see cref="S3Change"/>s in the journal: small contents included, of large ones the file's name. What has its number
/// twice is read as it was before buckets had CORS and objects had tags.
/// </summary>
internal sealed class S3ChangeCodec : ChangeCodec<S3Change>
{
    public S3ChangeCodec()
    {
        BucketKinds();
        ObjectKinds();
        UploadKinds();
    }

    private void BucketKinds()
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
        Former(3, (ref from) => new S3Change.BucketConfigured(from.Text(), BucketForm.ReadBeforeCors(ref from)));
        Kind(
            12,
            (to, configured) =>
            {
                to.Text(configured.Bucket);
                BucketForm.Write(to, configured.Settings);
            },
            (ref from) => new S3Change.BucketConfigured(from.Text(), BucketForm.Read(ref from)));
        Kind(4, (to, deleted) => to.Text(deleted.Bucket), (ref from) => new S3Change.BucketDeleted(from.Text()));
    }

    private void ObjectKinds()
    {
        StoredKind(
            13, 5, ContentForm.ReadInMemory, (b, o) => new S3Change.ObjectStored(b, o), c => (c.Bucket, c.Object));
        StoredKind(
            14, 7, ContentForm.ReadInFile, (b, o) => new S3Change.FileStored(b, o), c => (c.Bucket, c.Object));
        Kind(
            17,
            (to, tagged) =>
            {
                to.Text(tagged.Bucket);
                to.Text(tagged.Key);
                to.Pairs(tagged.Tags);
            },
            (ref from) => new S3Change.ObjectTagged(from.Text(), from.Text(), from.Pairs()));
        Kind(
            6,
            (to, removed) =>
            {
                to.Text(removed.Bucket);
                to.Text(removed.Key);
            },
            (ref from) => new S3Change.ObjectRemoved(from.Text(), from.Text()));
    }

    private void UploadKinds()
    {
        Former(8, (ref from) => new S3Change.UploadBegun(from.Text(), UploadForm.ReadBeforeTags(ref from)));
        Kind(
            15,
            (to, begun) =>
            {
                to.Text(begun.Bucket);
                UploadForm.Write(to, begun.Upload);
            },
            (ref from) => new S3Change.UploadBegun(from.Text(), UploadForm.Read(ref from)));
        Kind(
            9,
            (to, stored) =>
            {
                to.Text(stored.Bucket);
                to.Text(stored.UploadId);
                UploadForm.WritePart(to, stored.Part);
            },
            (ref from) => new S3Change.PartStored(from.Text(), from.Text(), UploadForm.ReadPart(ref from)));
        Kind(
            10,
            (to, removed) =>
            {
                to.Text(removed.Bucket);
                to.Text(removed.UploadId);
            },
            (ref from) => new S3Change.UploadRemoved(from.Text(), from.Text()));
        StoredKind(
            16, 11, ContentForm.ReadJoined, (b, o) => new S3Change.PartsJoined(b, o), c => (c.Bucket, c.Object));
    }

    /// <summary>A change that stores an object, also as it was written before objects had tags.</summary>
    private void StoredKind<T>(
        byte number,
        byte former,
        ContentReader content,
        Func<string, S3Object, T> make,
        Func<T, (string Bucket, S3Object Object)> partsOf)
        where T : S3Change
    {
        Former(former, (ref from) => make(from.Text(), ObjectForm.ReadBeforeTags(ref from, content)));
        Kind(
            number,
            (RecordWriter to, T change) =>
            {
                var (bucket, stored) = partsOf(change);
                to.Text(bucket);
                ObjectForm.Write(to, stored);
            },
            (ref from) => make(from.Text(), ObjectForm.Read(ref from, content)));
    }
}

using System.Diagnostics;
using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.S3.Store;

/// <summary>
/// Every bucket and object. Under one lock a method decides on an <see cref="S3Change"/> and applies it; contents are
/// immutable, so no byte is copied or hashed under the lock.
/// </summary>
/// <param name="bucketCountMax">The account's quota.</param>
/// <param name="dropFile">Told, under the lock, of each file that no object names any more: it only takes note.</param>
internal sealed class S3Store(IChangeLog<S3Change> log, int bucketCountMax, Action<ObjectContent.InFile> dropFile)
    : JournaledStore<S3Change>(log, new S3Change.Cleared())
{
    private readonly Dictionary<string, Bucket> _buckets = new(StringComparer.Ordinal);

    public CreateBucketOutcome CreateBucket(string name, DateTimeOffset at)
    {
        lock (Gate)
        {
            if (_buckets.ContainsKey(name))
            {
                return CreateBucketOutcome.Exists;
            }

            if (_buckets.Count >= bucketCountMax)
            {
                return CreateBucketOutcome.TooMany;
            }

            CommitUnderLock(new S3Change.BucketCreated(name, at));
            return CreateBucketOutcome.Created;
        }
    }

    public DeleteBucketOutcome DeleteBucket(string name)
    {
        lock (Gate)
        {
            if (!_buckets.TryGetValue(name, out var bucket))
            {
                return DeleteBucketOutcome.NoBucket;
            }

            if (!bucket.IsEmpty)
            {
                return DeleteBucketOutcome.NotEmpty;
            }

            CommitUnderLock(new S3Change.BucketDeleted(name));
            return DeleteBucketOutcome.Deleted;
        }
    }

    /// <summary>In order of name, as ListBuckets answers.</summary>
    public IReadOnlyList<(string Name, DateTimeOffset CreatedAt)> Buckets()
    {
        lock (Gate)
        {
            return [.. _buckets.Values.Select(b => (b.Name, b.CreatedAt)).OrderBy(b => b.Name, StringComparer.Ordinal)];
        }
    }

    /// <returns>Null where there is no such bucket.</returns>
    public BucketSettings? Settings(string bucket)
    {
        lock (Gate)
        {
            return _buckets.TryGetValue(bucket, out var found) ? found.Settings : null;
        }
    }

    /// <returns>False where there is no such bucket.</returns>
    public bool Configure(string bucket, Func<BucketSettings, BucketSettings> change)
    {
        lock (Gate)
        {
            if (!_buckets.TryGetValue(bucket, out var found))
            {
                return false;
            }

            CommitUnderLock(new S3Change.BucketConfigured(bucket, change(found.Settings)));
            return true;
        }
    }

    public WriteOutcome Put(string bucket, S3Object stored, WriteCondition condition)
    {
        lock (Gate)
        {
            var outcome = DecideUnderLock(bucket, stored.Key, condition);
            if (outcome == WriteOutcome.Done)
            {
                CommitUnderLock(S3Change.Stored(bucket, stored));
            }

            return outcome;
        }
    }

    /// <summary>Deleting what is not there is done already, as in S3.</summary>
    public WriteOutcome Delete(string bucket, string key, WriteCondition condition)
    {
        lock (Gate)
        {
            var outcome = DecideUnderLock(bucket, key, condition);
            if (outcome == WriteOutcome.Done && _buckets[bucket].Find(key) is not null)
            {
                CommitUnderLock(new S3Change.ObjectRemoved(bucket, key));
            }

            return outcome;
        }
    }

    public (bool HasBucket, S3Object? Object) Find(string bucket, string key)
    {
        lock (Gate)
        {
            return _buckets.TryGetValue(bucket, out var found) ? (true, found.Find(key)) : (false, null);
        }
    }

    /// <returns>NoBucket, NoObject or Done.</returns>
    public WriteOutcome Tag(string bucket, string key, IReadOnlyList<KeyValuePair<string, string>> tags)
    {
        lock (Gate)
        {
            var outcome = DecideUnderLock(bucket, key, new WriteCondition(MustBeAbsent: false, ETag: "*"));
            if (outcome == WriteOutcome.Done)
            {
                CommitUnderLock(new S3Change.ObjectTagged(bucket, key, tags));
            }

            return outcome;
        }
    }

    /// <summary>Every file, with the key of the object or upload that names it.</summary>
    public IReadOnlyList<(string Bucket, string Key, ObjectContent.InFile Content)> Files()
    {
        lock (Gate)
        {
            return
            [
                .. from bucket in _buckets.Values
                   from named in bucket.All().Select(o => (o.Key, o.Content)).Concat(
                       bucket.Uploads().SelectMany(u => u.Parts.Values.Select(p => (u.Key, p.Content))))
                   from file in named.Content.Files
                   select (bucket.Name, named.Key, file),
            ];
        }
    }

    /// <returns>False where there is no such bucket.</returns>
    public bool BeginUpload(string bucket, MultipartUpload upload)
    {
        lock (Gate)
        {
            if (!_buckets.ContainsKey(bucket))
            {
                return false;
            }

            CommitUnderLock(new S3Change.UploadBegun(bucket, upload));
            return true;
        }
    }

    /// <returns>Every upload of the bucket, in no order; null where there is no such bucket.</returns>
    public IReadOnlyList<MultipartUpload>? Uploads(string bucket)
    {
        lock (Gate)
        {
            return _buckets.TryGetValue(bucket, out var found) ? found.Uploads() : null;
        }
    }

    /// <returns>Null where there is none of that id for that key.</returns>
    public MultipartUpload? FindUpload(string bucket, string key, string id)
    {
        lock (Gate)
        {
            return FindUploadUnderLock(bucket, key, id);
        }
    }

    /// <returns>False where the upload is no more.</returns>
    public bool PutPart(string bucket, string key, string uploadId, UploadedPart part)
    {
        lock (Gate)
        {
            if (FindUploadUnderLock(bucket, key, uploadId) is null)
            {
                return false;
            }

            CommitUnderLock(new S3Change.PartStored(bucket, uploadId, part));
            return true;
        }
    }

    /// <returns>False where the upload is no more.</returns>
    public bool AbortUpload(string bucket, string key, string uploadId)
    {
        lock (Gate)
        {
            if (FindUploadUnderLock(bucket, key, uploadId) is null)
            {
                return false;
            }

            CommitUnderLock(new S3Change.UploadRemoved(bucket, uploadId));
            return true;
        }
    }

    /// <param name="stored">Made of the parts of <paramref name="upload"/> as it was found.</param>
    public WriteOutcome CompleteUpload(
        string bucket, MultipartUpload upload, S3Object stored, WriteCondition condition)
    {
        lock (Gate)
        {
            if (!ReferenceEquals(FindUploadUnderLock(bucket, upload.Key, upload.Id), upload))
            {
                return WriteOutcome.UploadChanged;
            }

            var outcome = DecideUnderLock(bucket, stored.Key, condition);
            if (outcome == WriteOutcome.Done)
            {
                CommitUnderLock(S3Change.Stored(bucket, stored));
            }

            return outcome;
        }
    }

    /// <returns>Null where there is no such bucket.</returns>
    public ListPage? List(string bucket, ListQuery query)
    {
        lock (Gate)
        {
            return _buckets.TryGetValue(bucket, out var found) ? BucketListing.ListUnderLock(found, query) : null;
        }
    }

    protected override IEnumerable<S3Change> CaptureUnderLock()
    {
        var buckets = _buckets.Values
            .Select(b => (b.Name, b.CreatedAt, b.Settings, Objects: b.All(), Uploads: b.Uploads()))
            .ToArray();
        return buckets.SelectMany(b => b.Objects
            .Select(o => S3Change.Stored(b.Name, o))
            .Concat(b.Uploads.SelectMany(u => Capture(b.Name, u)))
            .Prepend(new S3Change.BucketConfigured(b.Name, b.Settings))
            .Prepend(new S3Change.BucketCreated(b.Name, b.CreatedAt)));
    }

    private static IEnumerable<S3Change> Capture(string bucket, MultipartUpload upload) => upload.Parts.Values
        .Select(S3Change (p) => new S3Change.PartStored(bucket, upload.Id, p))
        .Prepend(new S3Change.UploadBegun(bucket, upload));

    private MultipartUpload? FindUploadUnderLock(string bucket, string key, string id) =>
        _buckets.TryGetValue(bucket, out var found) && found.FindUpload(id) is { } upload && upload.Key == key
            ? upload
            : null;

    private WriteOutcome DecideUnderLock(string bucket, string key, WriteCondition condition)
    {
        if (!_buckets.TryGetValue(bucket, out var found))
        {
            return WriteOutcome.NoBucket;
        }

        var current = found.Find(key);
        if (condition.MustBeAbsent && current is not null)
        {
            return WriteOutcome.ConditionFailed;
        }

        return condition.ETag is not { } etag ? WriteOutcome.Done
            : current is null ? WriteOutcome.NoObject
            : etag == "*" || etag == current.ETag ? WriteOutcome.Done
            : WriteOutcome.ConditionFailed;
    }

    protected override void ApplyUnderLock(S3Change change)
    {
        switch (change)
        {
            case S3Change.Cleared:
                foreach (var bucket in _buckets.Values)
                {
                    DropAll(bucket);
                }

                _buckets.Clear();
                break;
            case S3Change.BucketCreated created:
                _buckets.Add(created.Bucket, new Bucket(created.Bucket, created.At));
                break;
            case S3Change.BucketConfigured configured:
                _buckets[configured.Bucket].Settings = configured.Settings;
                break;
            case S3Change.BucketDeleted deleted:
                DropAll(_buckets[deleted.Bucket]);
                _buckets.Remove(deleted.Bucket);
                break;
            case S3Change.ObjectStored stored:
                Drop(_buckets[stored.Bucket].Store(stored.Object)?.Content);
                break;
            case S3Change.FileStored stored:
                Drop(_buckets[stored.Bucket].Store(stored.Object)?.Content);
                break;
            case S3Change.ObjectTagged tagged:
                var untagged = _buckets[tagged.Bucket].Find(tagged.Key)!;
                _buckets[tagged.Bucket].Store(untagged with { Tags = tagged.Tags });
                break;
            case S3Change.ObjectRemoved removed:
                Drop(_buckets[removed.Bucket].Remove(removed.Key)?.Content);
                break;
            case S3Change.UploadBegun begun:
                _buckets[begun.Bucket].Begin(begun.Upload with { Parts = begun.Upload.Parts.Clear() });
                break;
            case S3Change.PartStored stored:
                Drop(_buckets[stored.Bucket].Store(stored.UploadId, stored.Part)?.Content);
                break;
            case S3Change.UploadRemoved removed:
                Drop(_buckets[removed.Bucket].RemoveUpload(removed.UploadId)!, except: []);
                break;
            case S3Change.PartsJoined joined:
                JoinUnderLock(_buckets[joined.Bucket], joined.Object);
                break;
            default:
                throw new UnreachableException();
        }
    }

    private void JoinUnderLock(Bucket bucket, S3Object joined)
    {
        var content = (ObjectContent.Joined)joined.Content;
        // A snapshot has the object alone.
        if (bucket.RemoveUpload(content.UploadId) is { } upload)
        {
            Drop(upload, except: content.Files);
        }

        Drop(bucket.Store(joined)?.Content);
    }

    private void DropAll(Bucket bucket)
    {
        foreach (var stored in bucket.All())
        {
            Drop(stored.Content);
        }

        foreach (var upload in bucket.Uploads())
        {
            Drop(upload, except: []);
        }
    }

    private void Drop(MultipartUpload upload, IReadOnlyList<ObjectContent.InFile> except)
    {
        var kept = except.Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var file in upload.Parts.Values.SelectMany(p => p.Content.Files).Where(f => !kept.Contains(f.Name)))
        {
            dropFile(file);
        }
    }

    private void Drop(ObjectContent? gone)
    {
        foreach (var file in gone?.Files ?? [])
        {
            dropFile(file);
        }
    }
}

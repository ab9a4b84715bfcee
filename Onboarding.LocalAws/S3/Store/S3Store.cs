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

    /// <summary>Every object whose content lies in a file.</summary>
    public IReadOnlyList<(string Bucket, string Key, ObjectContent.InFile Content)> Files()
    {
        lock (Gate)
        {
            return
            [
                .. from bucket in _buckets.Values
                   from stored in bucket.All()
                   let file = stored.Content as ObjectContent.InFile
                   where file is not null
                   select (bucket.Name, stored.Key, file),
            ];
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
        var buckets = _buckets.Values.Select(b => (b.Name, b.CreatedAt, b.Settings, Objects: b.All())).ToArray();
        return buckets.SelectMany(b => b.Objects
            .Select(o => S3Change.Stored(b.Name, o))
            .Prepend(new S3Change.BucketConfigured(b.Name, b.Settings))
            .Prepend(new S3Change.BucketCreated(b.Name, b.CreatedAt)));
    }

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
                foreach (var kept in _buckets.Values.SelectMany(b => b.All()))
                {
                    Drop(kept);
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
                _buckets.Remove(deleted.Bucket);
                break;
            case S3Change.ObjectStored stored:
                Drop(_buckets[stored.Bucket].Store(stored.Object));
                break;
            case S3Change.FileStored stored:
                Drop(_buckets[stored.Bucket].Store(stored.Object));
                break;
            case S3Change.ObjectRemoved removed:
                Drop(_buckets[removed.Bucket].Remove(removed.Key));
                break;
            default:
                throw new UnreachableException();
        }
    }

    private void Drop(S3Object? gone)
    {
        if (gone?.Content is ObjectContent.InFile file)
        {
            dropFile(file);
        }
    }
}

internal enum CreateBucketOutcome
{
    Created,
    Exists,
    TooMany,
}

internal enum DeleteBucketOutcome
{
    Deleted,
    NoBucket,
    NotEmpty,
}

internal enum WriteOutcome
{
    Done,
    NoBucket,
    NoObject,
    ConditionFailed,
}

/// <param name="MustBeAbsent"><c>If-None-Match: *</c>.</param>
/// <param name="ETag"><c>If-Match</c>: the entity tag in quotes, or <c>*</c>; null for none.</param>
internal readonly record struct WriteCondition(bool MustBeAbsent, string? ETag);

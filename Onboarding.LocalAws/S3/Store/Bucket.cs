namespace Onboarding.LocalAws.S3.Store;

/// <summary>One bucket and its objects. Only <see cref="S3Store"/> touches it, under its lock.</summary>
internal sealed class Bucket(string name, DateTimeOffset createdAt)
{
    private readonly Dictionary<string, S3Object> _objects = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _keys = new(KeyOrder.Instance);
    private readonly Dictionary<string, MultipartUpload> _uploads = new(StringComparer.Ordinal);

    public string Name { get; } = name;

    public DateTimeOffset CreatedAt { get; } = createdAt;

    public BucketSettings Settings { get; set; } = BucketSettings.Default;

    /// <summary>An upload that is not completed is no object: S3 deletes the bucket with it.</summary>
    public bool IsEmpty => _objects.Count == 0;

    public S3Object[] All() => [.. _objects.Values];

    public MultipartUpload[] Uploads() => [.. _uploads.Values];

    public S3Object? Find(string key) => _objects.GetValueOrDefault(key);

    /// <returns>The object that it replaces; null for none.</returns>
    public S3Object? Store(S3Object stored)
    {
        if (!_objects.Remove(stored.Key, out var replaced))
        {
            _keys.Add(stored.Key);
        }

        _objects.Add(stored.Key, stored);
        return replaced;
    }

    /// <returns>What was removed; null where there was nothing.</returns>
    public S3Object? Remove(string key)
    {
        if (_objects.Remove(key, out var removed))
        {
            _keys.Remove(key);
        }

        return removed;
    }

    public MultipartUpload? FindUpload(string id) => _uploads.GetValueOrDefault(id);

    public void Begin(MultipartUpload upload) => _uploads.Add(upload.Id, upload);

    /// <returns>The part that it replaces; null for none.</returns>
    public UploadedPart? Store(string uploadId, UploadedPart part)
    {
        var upload = _uploads[uploadId];
        _uploads[uploadId] = upload with { Parts = upload.Parts.SetItem(part.Number, part) };
        return upload.Parts.GetValueOrDefault(part.Number);
    }

    /// <returns>What was removed; null where there was nothing.</returns>
    public MultipartUpload? RemoveUpload(string id) => _uploads.Remove(id, out var removed) ? removed : null;

    /// <summary>In key order, both ends included.</summary>
    public IEnumerable<string> KeysBetween(string from, string to) =>
        KeyOrder.Instance.Compare(from, to) > 0 ? [] : _keys.GetViewBetween(from, to);
}

namespace Onboarding.LocalAws.S3.Store;

/// <summary>
/// Everything that can happen to the state, decided before and applied without fail: the whole of what a journal has
/// to keep.
/// </summary>
internal abstract record S3Change
{
    /// <summary>An object has come, or has replaced another.</summary>
    public static S3Change Stored(string bucket, S3Object stored) => stored.Content switch
    {
        ObjectContent.InFile => new FileStored(bucket, stored),
        ObjectContent.Joined => new PartsJoined(bucket, stored),
        _ => new ObjectStored(bucket, stored),
    };

    public sealed record Cleared : S3Change;

    public sealed record BucketCreated(string Bucket, DateTimeOffset At) : S3Change;

    public sealed record BucketConfigured(string Bucket, BucketSettings Settings) : S3Change;

    public sealed record BucketDeleted(string Bucket) : S3Change;

    public sealed record ObjectStored(string Bucket, S3Object Object) : S3Change;

    /// <summary>The same of an object whose content lies in a file.</summary>
    public sealed record FileStored(string Bucket, S3Object Object) : S3Change;

    /// <summary>The tags of an object are others; its content stays.</summary>
    public sealed record ObjectTagged(
        string Bucket, string Key, IReadOnlyList<KeyValuePair<string, string>> Tags) : S3Change;

    public sealed record ObjectRemoved(string Bucket, string Key) : S3Change;

    /// <summary>An upload without parts.</summary>
    public sealed record UploadBegun(string Bucket, MultipartUpload Upload) : S3Change;

    /// <summary>A part has come, or has replaced that of its number.</summary>
    public sealed record PartStored(string Bucket, string UploadId, UploadedPart Part) : S3Change;

    /// <summary>Aborted.</summary>
    public sealed record UploadRemoved(string Bucket, string UploadId) : S3Change;

    /// <summary>
    /// An object whose content are the parts of an upload, which is no more: of its parts those that the object does
    /// not have are dropped.
    /// </summary>
    public sealed record PartsJoined(string Bucket, S3Object Object) : S3Change;
}

namespace Onboarding.LocalAws.S3.Store;

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

    /// <summary>The upload is not as it was when the object was made of it.</summary>
    UploadChanged,
}

/// <param name="MustBeAbsent"><c>If-None-Match: *</c>.</param>
/// <param name="ETag"><c>If-Match</c>: the entity tag in quotes, or <c>*</c>; null for none.</param>
internal readonly record struct WriteCondition(bool MustBeAbsent, string? ETag);

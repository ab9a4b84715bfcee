namespace Onboarding.LocalAws.S3.Store;

/// <param name="After">Only what is behind this key; null for all.</param>
/// <param name="AfterPrefix">A common prefix that an earlier page ended with: none of its keys comes again.</param>
internal readonly record struct ListQuery(
    string Prefix, string? Delimiter, string? After, string? AfterPrefix, int CountMax);

/// <summary>One page of a listing: objects and common prefixes, each in key order.</summary>
/// <param name="Next">Where the next page starts; null where this is the last.</param>
internal sealed record ListPage(
    IReadOnlyList<S3Object> Objects, IReadOnlyList<string> CommonPrefixes, ListPosition? Next);

/// <param name="IsPrefix">True where the page ended with a common prefix instead of a key.</param>
internal readonly record struct ListPosition(string Key, bool IsPrefix);

namespace Onboarding.LocalAws.S3.Store;

/// <summary>
/// Lists one page. A common prefix counts as one entry and is jumped over, so that a page costs O(entries · log n),
/// however many keys a prefix holds.
/// </summary>
internal static class BucketListing
{
    public static ListPage ListUnderLock(Bucket bucket, ListQuery query)
    {
        List<S3Object> objects = [];
        List<string> prefixes = [];
        ListPosition? last = null;
        var from = Start(query);
        var end = query.Prefix + KeyOrder.Last;
        while (NextKey(bucket, from, end, query.After) is { } key)
        {
            if (objects.Count + prefixes.Count >= query.CountMax)
            {
                return new ListPage(objects, prefixes, last);
            }

            if (CommonPrefix(key, query) is { } prefix)
            {
                prefixes.Add(prefix);
                last = new ListPosition(prefix, IsPrefix: true);
                from = prefix + KeyOrder.Last;
            }
            else
            {
                objects.Add(bucket.Find(key)!);
                last = new ListPosition(key, IsPrefix: false);
                // The smallest string behind a key is the key and a zero character.
                from = key + '\0';
            }
        }

        return new ListPage(objects, prefixes, Next: null);
    }

    private static string Start(ListQuery query)
    {
        var from = query.AfterPrefix is { } prefix ? prefix + KeyOrder.Last
            : query.After is { } after ? after + '\0'
            : query.Prefix;
        return KeyOrder.Instance.Compare(from, query.Prefix) < 0 ? query.Prefix : from;
    }

    private static string? NextKey(Bucket bucket, string from, string end, string? after)
    {
        foreach (var key in bucket.KeysBetween(from, end))
        {
            if (key != after)
            {
                return key;
            }
        }

        return null;
    }

    private static string? CommonPrefix(string key, ListQuery query)
    {
        if (string.IsNullOrEmpty(query.Delimiter))
        {
            return null;
        }

        var at = key.IndexOf(query.Delimiter, query.Prefix.Length, StringComparison.Ordinal);
        return at < 0 ? null : key[..(at + query.Delimiter.Length)];
    }
}

namespace Onboarding.LocalAws.Wire.SigV4;

/// <summary>
/// RFC 3986 normalisation, which every service but S3 applies before it signs: <c>//a/./b/../c</c> is <c>/a/c</c>.
/// Source: "Create a canonical request" in the IAM User Guide, and AWS's test suite ("get-relative", "get-slashes").
/// </summary>
internal static class CanonicalPath
{
    public static string Normalize(string path)
    {
        if (!path.Contains("//", StringComparison.Ordinal) && !path.Contains("/.", StringComparison.Ordinal))
        {
            return path;
        }

        List<string> kept = [];
        foreach (var segment in path.Split('/'))
        {
            if (segment == ".." && kept.Count > 0)
            {
                kept.RemoveAt(kept.Count - 1);
            }
            else if (segment is not ("" or "." or ".."))
            {
                kept.Add(segment);
            }
        }

        var isDirectory = kept.Count > 0 && (path.EndsWith('/') || path.EndsWith("/.", StringComparison.Ordinal)
            || path.EndsWith("/..", StringComparison.Ordinal));
        return "/" + string.Join('/', kept) + (isDirectory ? "/" : "");
    }
}

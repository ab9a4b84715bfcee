namespace Onboarding.LocalAws.Ses.Mime;

/// <summary>The name of a file in a Content-Disposition.</summary>
internal static class MimeFileName
{
    /// <summary>
    /// <c>filename="report.pdf"</c>, or <c>filename*=UTF-8''Bericht%20M%C3%A4rz.pdf</c> where ASCII does not suffice
    /// (RFC 6266 and 2231).
    /// </summary>
    public static string Parameter(string name) =>
        name.All(c => c is >= ' ' and < (char)127 and not ('"' or '\\'))
            ? $"filename=\"{name}\""
            : $"filename*=UTF-8''{Uri.EscapeDataString(name)}";

    /// <summary>The other way round; "" where the headers name no file.</summary>
    public static string Read(string disposition, string type) =>
        MimeReader.Parameter(disposition, "filename*") is { } extended
            ? Uri.UnescapeDataString(extended[(extended.LastIndexOf('\'') + 1)..])
            : MimeEncoding.DecodeWords(
                MimeReader.Parameter(disposition, "filename") ?? MimeReader.Parameter(type, "name") ?? "");
}

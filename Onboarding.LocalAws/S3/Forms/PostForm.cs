using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Onboarding.LocalAws.S3.Forms;

/// <summary>
/// A form that a browser posts to a bucket, read up to its file: the fields before that are all that counts.
/// <code>
/// --boundary
/// Content-Disposition: form-data; name="key"
///
/// user/${filename}
/// --boundary
/// Content-Disposition: form-data; name="file"; filename="photo.jpg"
/// </code>
/// Only the name tells the file: some clients give each part a file name.
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html.
/// </summary>
/// <param name="Fields">Names in any case, as they were sent.</param>
/// <param name="File">Null where there is none.</param>
internal sealed record PostForm(IReadOnlyDictionary<string, string> Fields, Stream? File)
{
    /// <summary>Names and values; S3 names this limit in its error.</summary>
    private const int FieldsSizeBytesMax = 20_480;

    private const int BoundaryLengthMax = 70;
    private const string FileNameVariable = "${filename}";

    /// <exception cref="Wire.AwsException">It is no form, or its fields are too large.</exception>
    public static async Task<PostForm> ReadAsync(HttpRequest request, CancellationToken stop)
    {
        var reader = new MultipartReader(BoundaryOf(request), request.Body);
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var room = FieldsSizeBytesMax;
        while (await GuardedAsync(() => reader.ReadNextSectionAsync(stop), stop) is { } section)
        {
            var (name, fileName) = NamesOf(section);
            if (name.Equals("file", StringComparison.OrdinalIgnoreCase))
            {
                return new PostForm(Expanded(fields, fileName), section.Body);
            }

            room -= Encoding.UTF8.GetByteCount(name);
            var value = await ReadValueAsync(section.Body, room, stop);
            room -= value.Length;
            fields.TryAdd(name, Encoding.UTF8.GetString(value));
        }

        return new PostForm(fields, File: null);
    }

    /// <summary>Runs a read of the body; what ends too early or has no form is the client's fault.</summary>
    public static async Task<T> GuardedAsync<T>(Func<Task<T>> read, CancellationToken stop)
    {
        try
        {
            return await read();
        }
        catch (Exception e) when (
            e is (IOException or InvalidDataException) and not BadHttpRequestException
            && !stop.IsCancellationRequested)
        {
            throw S3Errors.MalformedPostRequest();
        }
    }

    private static string BoundaryOf(HttpRequest request)
    {
        var boundary = MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            ? HeaderUtilities.RemoveQuotes(type.Boundary).ToString()
            : "";
        return boundary.Length is > 0 and <= BoundaryLengthMax ? boundary : throw S3Errors.MalformedPostRequest();
    }

    private static (string Name, string? FileName) NamesOf(MultipartSection section)
    {
        if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)
            || !disposition.DispositionType.Equals("form-data", StringComparison.OrdinalIgnoreCase)
            || !disposition.Name.HasValue)
        {
            throw S3Errors.MalformedPostRequest();
        }

        // A backslash is one: browsers escape nothing with it.
        return (
            HeaderUtilities.RemoveQuotes(disposition.Name).ToString(),
            disposition.FileName.HasValue ? HeaderUtilities.RemoveQuotes(disposition.FileName).ToString() : null);
    }

    private static async Task<byte[]> ReadValueAsync(Stream value, int sizeBytesMax, CancellationToken stop)
    {
        var buffer = new byte[Math.Max(0, sizeBytesMax) + 1];
        var count = 0;
        while (await GuardedAsync(
            () => value.ReadAsync(buffer.AsMemory(count), stop).AsTask(), stop) is var read and > 0)
        {
            count += read;
            if (count > sizeBytesMax)
            {
                throw S3Errors.PostFieldsTooLarge(FieldsSizeBytesMax);
            }
        }

        return buffer[..count];
    }

    /// <summary>
    /// Before any condition is checked. A file without a name leaves the variable as it is (recorded in LocalStack's
    /// test suite, which runs against AWS); of a path only the last part counts.
    /// </summary>
    private static Dictionary<string, string> Expanded(Dictionary<string, string> fields, string? fileName) =>
        fileName is null
            ? fields
            : fields.ToDictionary(
                f => f.Key,
                f => f.Value.Replace(
                    FileNameVariable, fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..], StringComparison.Ordinal),
                StringComparer.OrdinalIgnoreCase);
}

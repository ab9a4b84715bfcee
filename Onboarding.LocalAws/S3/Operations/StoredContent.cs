using System.Buffers;
using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.S3.Checksums;
using Onboarding.LocalAws.S3.Contents;
using Onboarding.LocalAws.S3.Store;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>
/// A range of an object that is being read: its open files are read to their end, even if the key is replaced or
/// deleted.
/// </summary>
internal sealed class StoredContent : IDisposable
{
    private const int BufferSizeBytes = 64 * 1024;

    private readonly ContentReader? _reader;

    private StoredContent(S3Object stored, ByteRange? range, ContentReader? reader)
    {
        Object = stored;
        Range = range;
        _reader = reader;
    }

    public S3Object Object { get; }

    /// <summary>Null where nothing is to be read.</summary>
    public ByteRange? Range { get; }

    /// <param name="choose">What of the object is to be read; null for nothing.</param>
    /// <exception cref="Wire.AwsException">There is no such object.</exception>
    public static StoredContent Find(
        S3Request request, string bucket, string key, Func<S3Request, S3Object, ByteRange?> choose)
    {
        S3Object? missed = null;
        while (true)
        {
            var (hasBucket, found) = request.Store.Find(bucket, key);
            if (found is null)
            {
                throw hasBucket ? S3Errors.NoSuchKey(key) : S3Errors.NoSuchBucket(bucket);
            }

            var chosen = choose(request, found);
            if (chosen is not { } range
                || found.Content is ObjectContent.InMemory
                || HttpMethods.IsHead(request.Http.Method))
            {
                return new StoredContent(found, chosen, reader: null);
            }

            if (ContentReader.TryOpen(request.Contents, found.Content, range.From, range.Length) is { } reader)
            {
                return new StoredContent(found, range, reader);
            }

            // A first miss is a replaced object. The same object a second time: another program removed its file.
            if (ReferenceEquals(found, missed))
            {
                throw new FileNotFoundException($"A file of the object '{key}' is gone.");
            }

            missed = found;
        }
    }

    /// <summary>Sends what was chosen.</summary>
    public async ValueTask SendAsync(S3Request request, int status, string contentType)
    {
        var range = Range!.Value;
        if (Object.Content is ObjectContent.InMemory { Bytes: var bytes })
        {
            var part = bytes.AsMemory((int)range.From, (int)range.Length);
            await request.Aws.Response.SendAsync(status, contentType, part);
            return;
        }

        await request.Aws.Response.BeginAsync(status, contentType, range.Length);
        if (_reader is null)
        {
            return;
        }

        var to = request.Aws.Http.Response.BodyWriter;
        while (await _reader.ReadAsync(to.GetMemory(BufferSizeBytes), request.Aws.Aborted) is var count and > 0)
        {
            to.Advance(count);
            await to.FlushAsync(request.Aws.Aborted);
        }
    }

    /// <summary>What was chosen for another object or part: one array can serve many, a file only one.</summary>
    /// <param name="digests">Gets every byte; null where nothing is to be computed.</param>
    public async Task<ContentCopy> CopyAsync(ContentFolder contents, ContentDigests? digests, CancellationToken stop)
    {
        var range = Range!.Value;
        if (Object.Content is ObjectContent.InMemory { Bytes: var bytes })
        {
            digests?.Append(bytes.AsSpan((int)range.From, (int)range.Length));
            return new ContentCopy(
                range.Length == bytes.Length
                    ? Object.Content
                    : new ObjectContent.InMemory(bytes.AsSpan((int)range.From, (int)range.Length).ToArray()),
                digests?.Finish(),
                draft: null);
        }

        if (range.Length <= ObjectContent.InMemorySizeBytesMax)
        {
            var small = new byte[range.Length];
            for (var count = 0; count < small.Length;)
            {
                count += await _reader!.ReadAsync(small.AsMemory(count), stop);
            }

            digests?.Append(small);
            return new ContentCopy(new ObjectContent.InMemory(small), digests?.Finish(), draft: null);
        }

        var draft = contents.Begin(range.Length);
        try
        {
            await CopyAsync(draft, digests, stop);
            return new ContentCopy(await draft.FinishAsync(), digests?.Finish(), draft);
        }
        catch
        {
            draft.Dispose();
            throw;
        }
    }

    public void Dispose() => _reader?.Dispose();

    private async ValueTask CopyAsync(ContentDraft draft, ContentDigests? digests, CancellationToken stop)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSizeBytes);
        try
        {
            while (await _reader!.ReadAsync(buffer, stop) is var count and > 0)
            {
                digests?.Append(buffer.AsSpan(0, count));
                await draft.WriteAsync(buffer.AsMemory(0, count), stop);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}

/// <summary>A copy that no object names yet: disposed before <see cref="Keep"/> it leaves nothing behind.</summary>
internal sealed class ContentCopy(ObjectContent content, ContentDigest? digest, ContentDraft? draft) : IDisposable
{
    public ObjectContent Content { get; } = content;

    /// <summary>Null where none was asked for.</summary>
    public ContentDigest? Digest { get; } = digest;

    public void Keep() => draft?.Keep();

    public void Dispose() => draft?.Dispose();
}

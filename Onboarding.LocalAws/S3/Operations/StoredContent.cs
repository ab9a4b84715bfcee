using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.Win32.SafeHandles;
using Onboarding.LocalAws.S3.Checksums;
using Onboarding.LocalAws.S3.Contents;
using Onboarding.LocalAws.S3.Store;

namespace Onboarding.LocalAws.S3.Operations;

/// <summary>
/// An object that is being read: its open file is read to its end, even if the key is replaced or deleted.
/// </summary>
internal sealed class StoredContent : IDisposable
{
    private const int BufferSizeBytes = 64 * 1024;

    private readonly SafeFileHandle? _file;

    private StoredContent(S3Object stored, SafeFileHandle? file)
    {
        Object = stored;
        _file = file;
    }

    public S3Object Object { get; }

    /// <exception cref="Wire.AwsException">There is no such object.</exception>
    public static StoredContent Find(S3Request request, string bucket, string key)
    {
        S3Object? missed = null;
        while (true)
        {
            var (hasBucket, found) = request.Store.Find(bucket, key);
            if (found is null)
            {
                throw hasBucket ? S3Errors.NoSuchKey(key) : S3Errors.NoSuchBucket(bucket);
            }

            if (found.Content is not ObjectContent.InFile content || HttpMethods.IsHead(request.Http.Method))
            {
                return new StoredContent(found, file: null);
            }

            if (request.Contents.TryOpen(content) is { } file)
            {
                return new StoredContent(found, file);
            }

            // A first miss is a replaced object. The same object a second time: another program removed its file.
            if (ReferenceEquals(found, missed))
            {
                throw new FileNotFoundException($"The file '{content.Name}' of an object is gone.");
            }

            missed = found;
        }
    }

    public async ValueTask SendAsync(S3Request request, int status, string contentType, ByteRange range)
    {
        if (Object.Content is ObjectContent.InMemory { Bytes: var bytes })
        {
            var part = bytes.AsMemory((int)range.From, (int)range.Length);
            await request.Aws.Response.SendAsync(status, contentType, part);
            return;
        }

        await request.Aws.Response.BeginAsync(status, contentType, range.Length);
        if (_file is null)
        {
            return;
        }

        var to = request.Aws.Http.Response.BodyWriter;
        for (var sent = 0L; sent < range.Length;)
        {
            var count = (int)Math.Min(BufferSizeBytes, range.Length - sent);
            var read = await RandomAccess.ReadAsync(
                _file, to.GetMemory(count)[..count], range.From + sent, request.Aws.Aborted);
            sent += read > 0 ? read : throw new EndOfStreamException("A file is shorter than its object.");
            to.Advance(read);
            await to.FlushAsync(request.Aws.Aborted);
        }
    }

    /// <summary>The same bytes for another object: one array can serve many, a file only one.</summary>
    /// <param name="algorithm">A checksum to compute; null to keep the one there is.</param>
    public async Task<ContentCopy> CopyAsync(
        ContentFolder contents, ChecksumAlgorithm? algorithm, CancellationToken stop)
    {
        using var digest = algorithm is { } chosen ? new ChecksumDigest(chosen) : null;
        if (Object.Content is ObjectContent.InMemory { Bytes: var bytes })
        {
            digest?.Append(bytes);
            return new ContentCopy(Object.Content, digest?.Finish(), draft: null);
        }

        var draft = contents.Begin(Object.Content.SizeBytes);
        try
        {
            await CopyAsync(draft, digest, stop);
            return new ContentCopy(await draft.FinishAsync(), digest?.Finish(), draft);
        }
        catch
        {
            draft.Dispose();
            throw;
        }
    }

    public void Dispose() => _file?.Dispose();

    private async ValueTask CopyAsync(ContentDraft draft, ChecksumDigest? digest, CancellationToken stop)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSizeBytes);
        try
        {
            while (await RandomAccess.ReadAsync(_file!, buffer, draft.SizeBytes, stop) is var count and > 0)
            {
                digest?.Append(buffer.AsSpan(0, count));
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
internal sealed class ContentCopy(ObjectContent content, Checksum? checksum, ContentDraft? draft) : IDisposable
{
    public ObjectContent Content { get; } = content;

    /// <summary>Null where none was asked for.</summary>
    public Checksum? Checksum { get; } = checksum;

    public void Keep() => draft?.Keep();

    public void Dispose() => draft?.Dispose();
}

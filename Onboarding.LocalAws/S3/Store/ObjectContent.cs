namespace Onboarding.LocalAws.S3.Store;

/// <summary>The bytes of an object or of a part, which never change.</summary>
internal abstract record ObjectContent
{
    /// <summary>What is larger lies in a file.</summary>
    public const int InMemorySizeBytesMax = 1024 * 1024;

    public abstract long SizeBytes { get; }

    /// <summary>Every file that it needs.</summary>
    public abstract IReadOnlyList<InFile> Files { get; }

    public sealed record InMemory(byte[] Bytes) : ObjectContent
    {
        public override long SizeBytes => Bytes.Length;

        public override IReadOnlyList<InFile> Files => [];
    }

    /// <summary>A file of its own, which no other object names.</summary>
    public sealed record InFile(string Name, long Length) : ObjectContent
    {
        public override long SizeBytes => Length;

        public override IReadOnlyList<InFile> Files => [this];
    }

    /// <summary>The parts of a completed upload, in order: they stay as they were uploaded.</summary>
    /// <param name="UploadId">Of that upload: a client that has lost the answer completes it again.</param>
    public sealed record Joined(string UploadId, IReadOnlyList<UploadedPart> Parts) : ObjectContent
    {
        public override long SizeBytes { get; } = Parts.Sum(p => p.Content.SizeBytes);

        public override IReadOnlyList<InFile> Files => [.. Parts.SelectMany(p => p.Content.Files)];
    }
}

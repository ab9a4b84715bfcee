namespace Onboarding.LocalAws.S3.Store;

/// <summary>The bytes of an object, which never change.</summary>
internal abstract record ObjectContent
{
    /// <summary>What is larger lies in a file.</summary>
    public const int InMemorySizeBytesMax = 1024 * 1024;

    public abstract long SizeBytes { get; }

    public sealed record InMemory(byte[] Bytes) : ObjectContent
    {
        public override long SizeBytes => Bytes.Length;
    }

    /// <summary>A file of its own, which no other object names.</summary>
    public sealed record InFile(string Name, long Length) : ObjectContent
    {
        public override long SizeBytes => Length;
    }
}

using System.Security.Cryptography;

namespace Onboarding.LocalAws.Kernel;

/// <summary>
/// Where ids, salts and jitter come from. Injected, so that a simulation replays from one seed.
/// Implementations are safe for concurrent use.
/// </summary>
internal abstract class RandomSource
{
    public static RandomSource System { get; } = new SystemRandomSource();

    public static RandomSource Seeded(int seed) => new SeededRandomSource(seed);

    public abstract void Fill(Span<byte> bytes);

    /// <summary>A random (version 4) UUID, the form of AWS request ids.</summary>
    public Guid NextGuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        Fill(bytes);
        return GuidOf(bytes);
    }

    /// <summary>A version 4 UUID of 16 random bytes, six bits of which are overwritten.</summary>
    public static Guid GuidOf(Span<byte> random)
    {
        random[6] = (byte)((random[6] & 0x0F) | 0x40);
        random[8] = (byte)((random[8] & 0x3F) | 0x80);
        return new Guid(random, bigEndian: true);
    }

    /// <summary>A number in [0, 1).</summary>
    public double NextDouble()
    {
        Span<byte> bytes = stackalloc byte[8];
        Fill(bytes);
        return (BitConverter.ToUInt64(bytes) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>Characters picked uniformly from <paramref name="alphabet"/> (at most 256 of them).</summary>
    public string NextString(ReadOnlySpan<char> alphabet, int length)
    {
        Span<char> picked = stackalloc char[length];
        for (var i = 0; i < length; i++)
        {
            picked[i] = alphabet[(int)(NextDouble() * alphabet.Length)];
        }

        return new string(picked);
    }

    /// <summary>
    /// The operating system's cryptographic generator, asked once per <see cref="ReserveSizeBytes"/> and thread: each
    /// request takes an id, and a call of the generator costs about the same for 16 bytes as for a thousand.
    /// </summary>
#pragma warning disable RS0030 // Everything else takes it from here.
    private sealed class SystemRandomSource : RandomSource
    {
        private const int ReserveSizeBytes = 1024;

        [ThreadStatic]
        private static byte[]? _reserve;

        [ThreadStatic]
        private static int _left;

        public override void Fill(Span<byte> bytes)
        {
            if (bytes.Length > ReserveSizeBytes / 4)
            {
                RandomNumberGenerator.Fill(bytes);
                return;
            }

            var reserve = _reserve ??= new byte[ReserveSizeBytes];
            if (_left < bytes.Length)
            {
                RandomNumberGenerator.Fill(reserve);
                _left = ReserveSizeBytes;
            }

            _left -= bytes.Length;
            var next = reserve.AsSpan(_left, bytes.Length);
            next.CopyTo(bytes);
            // What was given out is in memory once only.
            next.Clear();
        }
    }
#pragma warning restore RS0030

    private sealed class SeededRandomSource(int seed) : RandomSource
    {
        private readonly Random _random = new(seed);
        private readonly Lock _lock = new();

        public override void Fill(Span<byte> bytes)
        {
            lock (_lock)
            {
                _random.NextBytes(bytes);
            }
        }
    }
}

using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Onboarding.Functions.Randomness;

/// <summary>
/// Where ids, salts, keys and jitter come from. Injected, so that a test repeats from its seed. Safe for concurrent use
/// where what generates the bytes is.
/// </summary>
/// <param name="generate">So many random bytes.</param>
public sealed class RandomSource(Func<int, byte[]> generate)
{
    /// <summary>The operating system's cryptographic generator: the only one outside tests.</summary>
#pragma warning disable RS0030 // Everything else takes it from here.
    public static RandomSource System { get; } = new(RandomNumberGenerator.GetBytes);
#pragma warning restore RS0030

    public byte[] Bytes(int count) => generate(count);

    /// <summary>A number in [0, 1).</summary>
    public double NextDouble() => (BinaryPrimitives.ReadUInt64LittleEndian(Bytes(8)) >> 11) * (1.0 / (1UL << 53));
}

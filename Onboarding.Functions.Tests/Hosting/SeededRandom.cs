using Onboarding.Functions.Randomness;

namespace Onboarding.Functions.Tests.Hosting;

/// <summary>Randomness that comes again with the same seed.</summary>
internal static class SeededRandom
{
    public static RandomSource From(int seed)
    {
        var random = new Random(seed);
        var gate = new Lock();
        return new RandomSource(count =>
        {
            var bytes = new byte[count];
            lock (gate)
            {
                random.NextBytes(bytes);
            }

            return bytes;
        });
    }
}

using Onboarding.Functions.Randomness;
using Onboarding.Functions.Tests.Hosting;

namespace Onboarding.Functions.Tests.Randomness;

public sealed class RandomSourceTests
{
    [Fact]
    public void The_generator_outside_tests_does_not_repeat_itself()
    {
        var bytes = RandomSource.System.Bytes(16);

        Assert.Equal(16, bytes.Length);
        Assert.NotEqual(bytes, RandomSource.System.Bytes(16));
    }

    [Theory]
    [InlineData(0x00, 0.0)]
    [InlineData(0x80, 0.5019607843137255)]
    [InlineData(0xFF, 1 - (1.0 / (1UL << 53)))]
    public void A_number_is_never_1(byte each, double expected)
    {
        var random = new RandomSource(count => [.. Enumerable.Repeat(each, count)]);

        Assert.Equal(expected, random.NextDouble(), tolerance: 1e-15);
        Assert.InRange(random.NextDouble(), 0, Math.BitDecrement(1.0));
    }

    [Fact]
    public void Numbers_are_spread_over_their_range()
    {
        var random = SeededRandom.From(1);
        var counts = new int[10];
        for (var i = 0; i < 10_000; i++)
        {
            counts[(int)(random.NextDouble() * counts.Length)]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 850, 1_150));
    }
}

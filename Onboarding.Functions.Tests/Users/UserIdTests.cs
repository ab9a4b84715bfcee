using Onboarding.Functions.Randomness;
using Onboarding.Functions.Tests.Hosting;
using Onboarding.Functions.Users;

namespace Onboarding.Functions.Tests.Users;

public sealed class UserIdTests
{
    private static readonly DateTimeOffset Now = new(2022, 2, 22, 19, 22, 22, TimeSpan.Zero);

    /// <summary>RFC 9562, appendix A.6: the same time, and random bits that give the same id.</summary>
    [Fact]
    public void Is_the_RFCs_example()
    {
        var random = new RandomSource(_ => Convert.FromHexString("0000000000000CC318C4DC0C0C07398F"));

        Assert.Equal("017f22e2-79b0-7cc3-98c4-dc0c0c07398f", UserId.New(Now, random));
    }

    [Fact]
    public void Has_version_and_variant_whatever_the_random_bits_are()
    {
        var random = SeededRandom.From(1);
        for (var i = 0; i < 1_000; i++)
        {
            var id = Guid.ParseExact(UserId.New(Now, random), "D");
            Assert.Equal(7, id.Version);
            Assert.InRange(id.Variant, 0x8, 0xB);
        }
    }

    [Fact]
    public void Sorts_by_time()
    {
        var random = SeededRandom.From(1);
        string[] ids = [.. Enumerable.Range(0, 1_000).Select(i => UserId.New(Now.AddMinutes(i), random))];

        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
    }

    [Fact]
    public void Two_of_one_millisecond_differ()
    {
        var random = SeededRandom.From(1);

        Assert.NotEqual(UserId.New(Now, random), UserId.New(Now, random));
    }
}

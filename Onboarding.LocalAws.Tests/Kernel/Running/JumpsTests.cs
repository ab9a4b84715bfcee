using Onboarding.LocalAws.Kernel.Running;

namespace Onboarding.LocalAws.Tests.Kernel.Running;

public sealed class JumpsTests
{
    [Theory]
    [InlineData(10, 10)]
    [InlineData(100, 100)]
    [InlineData(150, 100)]
    [InlineData(200, 100)]
    [InlineData(230, 130)]
    public void Skip_what_is_between_two_readings(long reading, long expected) =>
        Assert.Equal(expected, Jumps.None.Add(new Jump(100, 200)).Map(reading));

    [Theory]
    [InlineData(30, 30)]
    [InlineData(50, 100)]
    [InlineData(80, 130)]
    public void Go_on_after_a_step_back_and_take_a_reading_for_the_second_one(long reading, long expected) =>
        Assert.Equal(expected, Jumps.None.Add(new Jump(100, 50)).Map(reading));

    /// <summary>A calendar that runs, jumps and is set back at random, beside the time that it really ran.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_newest_reading_is_the_time_that_ran_and_no_reading_comes_before_an_earlier_one(int seed)
    {
        var random = new Random(seed);
        var (calendar, ran, jumps) = (1_000_000L, 1_000_000L, Jumps.None);
        for (var i = 0; i < 2 * Jumps.CountMax; i++)
        {
            var run = random.Next(1, 1000);
            (calendar, ran) = (calendar + run, ran + run);
            var to = calendar + (random.Next(5) == 0 ? -random.Next(500) : random.Next(100_000));
            jumps = jumps.Add(new Jump(calendar, to));
            calendar = to;
            Assert.Equal(ran, jumps.Map(calendar));
            Assert.InRange(jumps.All.Count, 1, Jumps.CountMax);
        }

        var readings = Enumerable.Range(0, 2000).Select(_ => random.NextInt64(calendar)).Order().ToList();
        var mapped = readings.Select(jumps.Map).ToList();
        Assert.Equal(mapped.Order(), mapped);
    }

    [Fact]
    public void Forgetting_the_oldest_changes_nothing_after_them()
    {
        var all = Jumps.None.Add(new Jump(100, 200)).Add(new Jump(300, 1000)).Add(new Jump(1100, 1050));
        var kept = all.ForgetWhile(j => j.To < 1000);
        Assert.Equal(2, kept.All.Count);
        Assert.All([250L, 300, 900, 1000, 1049, 1100], at => Assert.Equal(all.Map(at), kept.Map(at)));
        Assert.All([1000L, 2000], at => Assert.Equal(all.Map(at), Restored(kept).Map(at)));
    }

    [Fact]
    public void Too_many_are_fewer_by_what_ran_between_the_oldest_so_that_nothing_is_older_than_it_was()
    {
        var jumps = Jumps.None;
        for (var i = 1; i <= Jumps.CountMax; i++)
        {
            jumps = jumps.Add(new Jump(1000 * i, (1000 * i) + 500));
        }

        var fewer = jumps.Add(new Jump(1_000_000, 2_000_000));
        Assert.Equal(Jumps.CountMax, fewer.All.Count);
        var exact = new Func<long, long>(at => at >= 2_000_000 ? jumps.Map(at) - 1_000_000 : jumps.Map(at));
        Assert.Equal(exact(2_000_001), fewer.Map(2_000_001));
        Assert.Equal(exact(5700), fewer.Map(5700));
        Assert.InRange(fewer.Map(900), exact(900), exact(2_000_001));
    }

    private static Jumps Restored(Jumps jumps) =>
        jumps.All.Aggregate(Jumps.StartingAt(jumps.Forgotten), (made, jump) => made.Add(jump));
}

using Onboarding.Functions.StatusEvents;
using Onboarding.Functions.Tests.Events;
using Onboarding.Functions.Tests.Hosting;

namespace Onboarding.Functions.Tests.StatusEvents;

/// <summary>
/// A mapping that delivers as Lambda does (in order, from the lowest failed record on) over a bus that is down, takes
/// a part, or takes all and loses its answer, and a function whose answer is lost: a seed decides. Every status is on
/// the bus in the end, under one id however often it was published; without faults once.
/// </summary>
public sealed class OutboxSimulationTests
{
    private const int UserCount = 12;

    public static IEnumerable<object[]> Seeds => Enumerable.Range(1, 12).Select(seed => new object[] { seed });

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Every_status_reaches_the_bus_under_faults(int seed)
    {
        var bus = new FaultyBus(seed, isFaulty: true);

        await RunAsync(bus, new Random(seed), isFaulty: true);

        AssertEachStatus(bus, seed);
    }

    [Fact]
    public async Task Every_status_reaches_the_bus_once_without_faults()
    {
        var bus = new FaultyBus(seed: 1, isFaulty: false);

        await RunAsync(bus, new Random(1), isFaulty: false);

        AssertEachStatus(bus, seed: 1);
        Assert.Equal(bus.Taken.Distinct(), bus.Taken);
    }

    private static async Task RunAsync(FaultyBus bus, Random random, bool isFaulty)
    {
        // Completed and failed are published and not worked on: all that happens is the outbox.
        await using var function = await FunctionUnderTest.StartAsync(
            "Provision", _ => new WireResponse(500), bus: bus.Answer);
        string[] records = [.. Enumerable.Range(0, UserCount * 2).Select(Record)];
        await FaultyStream.DeliverAsync(function, records, random, isFaulty);
    }

    private static string Record(int number)
    {
        var (status, before) = number < UserCount ? ("completed", "processing") : ("failed", "completed");
        return Samples.UserRecord($"{number}", $"user-{number % UserCount}", status, before: before);
    }

    private static void AssertEachStatus(FaultyBus bus, int seed)
    {
        var expected =
            from user in Enumerable.Range(0, UserCount)
            from status in (string[])["completed", "failed"]
            select StatusChange.IdOf($"user-{user}", status, attempt: 1);
        Assert.True(
            expected.Order().SequenceEqual(bus.Taken.Distinct().Order()),
            $"Seed {seed}: the bus has {string.Join(", ", bus.Taken)}");
    }
}

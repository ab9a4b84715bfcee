using System.Text.Json;
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
    private const int BatchSizeMax = 25;
    private const int DeliveriesMax = 2_000;

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
        var checkpoint = 0;
        for (var delivery = 0; checkpoint < records.Length; delivery++)
        {
            Assert.True(delivery < DeliveriesMax, "The stream did not come to its end.");
            var size = Math.Min(random.Next(1, BatchSizeMax), records.Length - checkpoint);
            var posted = await function.InvokeAsync(Samples.Stream(records[checkpoint..(checkpoint + size)]));
            var isAnswerLost = isFaulty && random.Next(4) == 0;
            checkpoint = isAnswerLost ? checkpoint : FirstFailed(posted.Request.Body) ?? checkpoint + size;
        }
    }

    private static string Record(int number)
    {
        var (status, before) = number < UserCount ? ("completed", "processing") : ("failed", "completed");
        return Samples.UserRecord($"{number}", $"user-{number % UserCount}", status, before: before);
    }

    /// <summary>"The lowest sequence number as the checkpoint": the record's place in the stream here.</summary>
    private static int? FirstFailed(string response)
    {
        using var document = JsonDocument.Parse(response);
        var failed = document.RootElement.GetProperty("batchItemFailures").EnumerateArray()
            .Select(failure => int.Parse(failure.GetProperty("itemIdentifier").GetString()!, provider: null)).ToList();
        return failed.Count == 0 ? null : failed.Min();
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

    private sealed class FaultyBus(int seed, bool isFaulty)
    {
        private readonly Random _random = new(seed);

        /// <summary>The ids that the bus took, in its order.</summary>
        public List<string> Taken { get; } = [];

        public WireResponse Answer(WireRequest request)
        {
            lock (Taken)
            {
                switch (isFaulty ? _random.Next(4) : 0)
                {
                    case 1:
                        return new WireResponse(400, """{"__type":"ThrottlingException","message":"down"}""");
                    case 2:
                        var refused = BusWire.EventsIn(request).Where(_ => _random.Next(2) == 0).Select(Id).ToHashSet();
                        Taken.AddRange(BusWire.EventsIn(request).Select(Id).Where(id => !refused.Contains(id)));
                        return BusWire.Answer(request, detail => refused.Contains(Id(detail)));
                    case 3:
                        Taken.AddRange(BusWire.EventsIn(request).Select(Id));
                        return new WireResponse(400, """{"__type":"ValidationException","message":"lost"}""");
                    default:
                        Taken.AddRange(BusWire.EventsIn(request).Select(Id));
                        return BusWire.Answer(request);
                }
            }
        }

        private static string Id(JsonElement detail) =>
            detail.GetProperty("metadata").GetProperty("id").GetString()!;
    }
}

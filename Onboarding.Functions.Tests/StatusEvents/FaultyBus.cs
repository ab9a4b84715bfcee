using System.Text.Json;
using Onboarding.Functions.Tests.Hosting;

namespace Onboarding.Functions.Tests.StatusEvents;

/// <summary>A bus that is down, takes a part, or takes all and loses its answer: a seed decides.</summary>
internal sealed class FaultyBus(int seed, bool isFaulty)
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
                    // Of a kind that the SDK does not repeat by itself, after waits.
                    return new WireResponse(400, """{"__type":"AccessDeniedException","message":"down"}""");
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

using System.Text.Json;
using Onboarding.Functions.Tests.Events;
using Onboarding.Functions.Tests.Hosting;

namespace Onboarding.Functions.Tests.StatusEvents;

/// <summary>
/// A mapping that delivers as Lambda does: in order, from the lowest failed record on, and all of a batch again where
/// the function's answer is lost.
/// </summary>
internal static class FaultyStream
{
    private const int BatchSizeMax = 25;
    private const int DeliveriesMax = 2_000;

    /// <param name="records">The sequence number of each is its place among them, from 0.</param>
    /// <param name="isFaulty">Whether answers are lost.</param>
    public static async Task DeliverAsync(
        FunctionUnderTest function, string[] records, Random random, bool isFaulty)
    {
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

    /// <summary>"The lowest sequence number as the checkpoint": the record's place in the stream here.</summary>
    private static int? FirstFailed(string response)
    {
        using var document = JsonDocument.Parse(response);
        var failed = document.RootElement.GetProperty("batchItemFailures").EnumerateArray()
            .Select(failure => int.Parse(failure.GetProperty("itemIdentifier").GetString()!, provider: null)).ToList();
        return failed.Count == 0 ? null : failed.Min();
    }
}

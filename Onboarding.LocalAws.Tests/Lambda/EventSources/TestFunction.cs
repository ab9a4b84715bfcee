using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Onboarding.LocalAws.Lambda.EventSources;
using Onboarding.LocalAws.Lambda.Model;

namespace Onboarding.LocalAws.Tests.Lambda.EventSources;

/// <summary>A function that fails in every way that its seed thinks of, and remembers what it has done.</summary>
internal sealed class TestFunction(int seed, bool reports, double faultRate) : IBatchInvoker, IFailureDestination
{
    private readonly Random _random = new(seed);

    /// <summary>Positions in the order in which they were processed with success.</summary>
    public List<ulong> Processed { get; } = [];

    /// <summary>Positions of the records of each invocation.</summary>
    public List<ulong[]> Batches { get; } = [];

    /// <summary>The documents that the on-failure queue got.</summary>
    public List<JsonElement> Discards { get; } = [];

    /// <summary>What happens, in order: processed positions and discarded ranges.</summary>
    public List<(ulong First, ulong Last)> Ended { get; } = [];

    public async Task<InvokeResult> InvokeAsync(
        string functionName,
        ReadOnlyMemory<byte> payload,
        IReadOnlyList<ActivityContext> origins,
        CancellationToken giveUp)
    {
        var records = Read(payload);
        for (var i = _random.Next(3); i >= 0; i--)
        {
            await Task.Yield();
        }

        giveUp.ThrowIfCancellationRequested();
        Batches.Add([.. records.Select(r => r.Position)]);
        var fault = _random.NextDouble() < faultRate ? _random.Next(4) : 3;
        return fault switch
        {
            0 => Result(InvokeStatus.ThrottledByAccount, ""),
            1 => Result(InvokeStatus.FunctionError, "{}"),
            2 when reports => Process(records, until: _random.Next(records.Count)),
            _ => Process(records, records.FindIndex(r => r.Kind == "poison")),
        };
    }

    public ValueTask<bool> TrySendAsync(string destinationArn, ReadOnlyMemory<byte> document, CancellationToken stop)
    {
        using var parsed = JsonDocument.Parse(document);
        Discards.Add(parsed.RootElement.Clone());
        var info = parsed.RootElement.GetProperty("DDBStreamBatchInfo");
        Ended.Add((Position(info, "startSequenceNumber"), Position(info, "endSequenceNumber")));
        return ValueTask.FromResult(true);
    }

    private InvokeResult Process(List<(ulong Position, string Kind)> records, int until)
    {
        if (until >= 0 && !reports)
        {
            // A function without partial responses that checks its input first: it does nothing.
            return Result(InvokeStatus.FunctionError, """{"errorMessage":"poison"}""");
        }

        foreach (var (position, _) in until < 0 ? records : records.Take(until))
        {
            Processed.Add(position);
            Ended.Add((position, position));
        }

        return Result(
            InvokeStatus.Succeeded,
            until < 0
                ? """{"batchItemFailures":[]}"""
                : $$"""{"batchItemFailures":[{"itemIdentifier":"{{records[until].Position:D21}}"}]}""");
    }

    private static List<(ulong Position, string Kind)> Read(ReadOnlyMemory<byte> payload)
    {
        using var document = JsonDocument.Parse(payload);
        return
        [
            .. document.RootElement.GetProperty("Records").EnumerateArray()
                .Select(r => (r.GetProperty("position").GetUInt64(), r.GetProperty("kind").GetString()!)),
        ];
    }

    private static ulong Position(JsonElement info, string name) =>
        ulong.Parse(info.GetProperty(name).GetString()!, System.Globalization.CultureInfo.InvariantCulture);

    private static InvokeResult Result(InvokeStatus status, string payload) =>
        new(status, "11111111-2222-4333-8444-555555555555", Encoding.UTF8.GetBytes(payload));
}

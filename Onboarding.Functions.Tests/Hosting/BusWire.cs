using System.Text.Json;

namespace Onboarding.Functions.Tests.Hosting;

/// <summary>EventBridge's side of PutEvents.</summary>
internal static class BusWire
{
    /// <summary>The bus takes every event, or none of those that <paramref name="isRefused"/> is true of.</summary>
    public static WireResponse Answer(WireRequest request, Func<JsonElement, bool>? isRefused = null)
    {
        string[] results =
        [
            .. EventsIn(request).Select((detail, index) => isRefused?.Invoke(detail) == true
                ? """{"ErrorCode":"ThrottlingException","ErrorMessage":"Rate exceeded"}"""
                : $$"""{"EventId":"event-{{index}}"}"""),
        ];
        var failedCount = results.Count(result => result.Contains("ErrorCode", StringComparison.Ordinal));
        return new WireResponse(
            200, $$"""{"FailedEntryCount":{{failedCount}},"Entries":[{{string.Join(',', results)}}]}""");
    }

    /// <summary>The details of the events in a call, in order.</summary>
    public static IReadOnlyList<JsonElement> EventsIn(WireRequest request) =>
    [
        .. EntriesOf(request).Select(
            entry => JsonDocument.Parse(entry.GetProperty("Detail").GetString()!).RootElement),
    ];

    public static IEnumerable<JsonElement> EntriesOf(WireRequest request) =>
        JsonDocument.Parse(request.Body).RootElement.GetProperty("Entries").EnumerateArray();

    /// <summary>Of every call so far.</summary>
    public static IReadOnlyList<JsonElement> EventsOf(FunctionUnderTest function) =>
        [.. function.Bus.Requests.SelectMany(EventsIn)];
}

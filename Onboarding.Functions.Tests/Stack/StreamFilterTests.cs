using System.Globalization;
using System.Text.Json;
using Onboarding.Functions.Tests.Events;
using Onboarding.Functions.Tests.Hosting;
using Onboarding.LocalAws.EventPatterns;

namespace Onboarding.Functions.Tests.Stack;

/// <summary>
/// The template's filter and the function's own check of a record are one condition in two languages. Were the filter
/// wider, the mapping would invoke for nothing; were it narrower, records would be lost that the function waits for.
/// </summary>
public sealed class StreamFilterTests
{
    private const int RecordCount = 1_000;

    public static IEnumerable<object[]> Followers =>
        from handler in DeployedFunctions.OnUsers
        from seed in Enumerable.Range(1, 2)
        select new object[] { handler, seed };

    [Theory]
    [MemberData(nameof(Followers))]
    public async Task A_function_takes_exactly_the_records_that_its_filter_lets_through(string handler, int seed)
    {
        var images = new UserImages(seed);
        string[] records = [.. Enumerable.Range(1, RecordCount).Select(images.NextRecord)];
        EventPattern[] filters = [.. DeployedFunctions.StreamFilters(handler).Select(EventPattern.Parse)];
        string[] filtered = [.. NumbersOf(records.Where(record => Passes(filters, record)))];

        var taken = await TakenAsync(handler, records);

        Assert.InRange(filtered.Length, RecordCount / 50, RecordCount / 2);
        var differences = filtered.Except(taken).Select(number => $"filtered only: {RecordOf(records, number)}")
            .Concat(taken.Except(filtered).Select(number => $"taken only: {RecordOf(records, number)}"));
        Assert.True(!differences.Any(), $"Seed {seed}:\n{string.Join('\n', differences.Take(10))}");
    }

    /// <summary>
    /// The sequence numbers of the records that the function works on. Everything that it needs from AWS fails, so it
    /// reports each of these as failed and passes the others by.
    /// </summary>
    private static async Task<string[]> TakenAsync(string handler, string[] records)
    {
        var refusal = new WireResponse(400, """{"__type":"ValidationException","message":"no"}""");
        await using var function = await FunctionUnderTest.StartAsync(handler, _ => refusal, bus: _ => refusal);
        var posted = await function.InvokeAsync(Samples.Stream(records));
        using var response = JsonDocument.Parse(posted.Request.Body);
        return
        [
            .. response.RootElement.GetProperty("batchItemFailures").EnumerateArray()
                .Select(failure => failure.GetProperty("itemIdentifier").GetString()!),
        ];
    }

    private static bool Passes(EventPattern[] filters, string record)
    {
        using var document = JsonDocument.Parse(record);
        return Array.Exists(filters, filter => filter.Matches(new EventFields(document.RootElement)));
    }

    private static IEnumerable<string> NumbersOf(IEnumerable<string> records)
    {
        foreach (var record in records)
        {
            using var document = JsonDocument.Parse(record);
            yield return document.RootElement.GetProperty("dynamodb").GetProperty("SequenceNumber").GetString()!;
        }
    }

    private static string RecordOf(string[] records, string number) =>
        records[int.Parse(number, CultureInfo.InvariantCulture) - 1];
}

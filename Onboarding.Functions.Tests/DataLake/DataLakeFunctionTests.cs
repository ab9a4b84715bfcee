using System.Text.Json;
using Onboarding.Functions.Tests.Events;
using Onboarding.Functions.Tests.Hosting;

namespace Onboarding.Functions.Tests.DataLake;

public sealed class DataLakeFunctionTests
{
    [Fact]
    public async Task A_batch_is_one_object_with_an_event_on_each_line()
    {
        await using var function = await StartAsync();

        await function.InvokeAsync(Samples.Stream(Logged(1, "ada"), Logged(2, "bob")));

        var put = Assert.Single(function.Aws.Requests);
        Assert.Equal("PUT", put.Method);
        Assert.Equal("/data-lake/events/dt%3D2026-11-20/event-1.ndjson", put.Path);
        Assert.Equal("application/x-ndjson", put.Headers["Content-Type"]);
        Assert.Equal([BusSamples.Event("ada"), BusSamples.Event("bob")], Lines(put));
    }

    [Fact]
    public async Task A_batch_over_midnight_is_an_object_in_each_partition()
    {
        await using var function = await StartAsync();

        await function.InvokeAsync(Samples.Stream(
            Logged(7, "ada", "2026-11-20T23:59:59.999Z"), Logged(8, "bob", "2026-11-21T00:00:00.000Z")));

        Assert.Equal(
            ["/data-lake/events/dt%3D2026-11-20/event-7.ndjson", "/data-lake/events/dt%3D2026-11-21/event-7.ndjson"],
            function.Aws.Requests.Select(request => request.Path));
    }

    /// <summary>Lambda may find more behind a batch that failed, or deliver a part of it.</summary>
    [Fact]
    public async Task A_batch_that_comes_again_is_the_same_object_also_where_it_has_another_length()
    {
        Dictionary<string, string[]> objects = [];
        await using var function = await StartAsync(put =>
        {
            objects[put.Path] = Lines(put);
            return new WireResponse(200, "");
        });
        string[] records = [.. Enumerable.Range(1, 6).Select(number => Logged(number, $"user-{number}"))];

        await function.InvokeAsync(Samples.Stream(records[..3]));
        await function.InvokeAsync(Samples.Stream(records[..5]));
        await function.InvokeAsync(Samples.Stream(records[..2]));
        await function.InvokeAsync(Samples.Stream(records[2..]));

        Assert.Equal(
            Enumerable.Range(1, 6).Select(number => BusSamples.Event($"user-{number}")),
            objects.Values.SelectMany(lines => lines).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_the_time_to_live_deletes_is_no_event()
    {
        await using var function = await StartAsync();
        var removed = Logged(1, "ada").Replace("\"INSERT\"", "\"REMOVE\"", StringComparison.Ordinal);

        var posted = await function.InvokeAsync(Samples.Stream(removed));

        Assert.Equal("null", posted.Request.Body);
        Assert.Empty(function.Aws.Requests);
    }

    [Fact]
    public async Task A_batch_that_S3_does_not_take_fails_whole()
    {
        await using var function = await StartAsync(_ => new WireResponse(
            403, "<Error><Code>AccessDenied</Code><Message>no</Message></Error>"));

        var posted = await function.InvokeAsync(Samples.Stream(Logged(1, "ada")));

        Assert.EndsWith("/error", posted.Request.Path, StringComparison.Ordinal);
        Assert.Contains("AmazonS3Exception", posted.Request.Body, StringComparison.Ordinal);
    }

    private static Task<FunctionUnderTest> StartAsync(Func<WireRequest, WireResponse>? s3 = null) =>
        FunctionUnderTest.StartAsync("DataLake", s3 ?? (_ => new WireResponse(200, "")));

    private static string[] Lines(WireRequest put) => put.Body.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The record of an item that Audit put.</summary>
    private static string Logged(int number, string userId, string occurredAt = "2026-11-20T12:00:00.000Z") =>
        $$$"""
        {"eventID":"event-{{{number}}}","eventName":"INSERT","awsRegion":"us-east-1","eventSource":"aws:dynamodb",
        "eventSourceARN":"arn:aws:dynamodb:us-east-1:123456789012:table/AuditLog/stream/2026-11-20T12:00:00.000",
        "dynamodb":{"Keys":{"userId":{"S":"{{{userId}}}"},"eventId":{"S":"id-{{{number}}}"} },
        "NewImage":{"occurredAt":{"S":"{{{occurredAt}}}"},
        "event":{"S":"{{{JsonEncodedText.Encode(BusSamples.Event(userId, occurredAt: occurredAt))}}}"} },
        "SequenceNumber":"{{{number}}}"}}
        """;
}

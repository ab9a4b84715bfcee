using System.Net;
using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace Onboarding.IntegrationTests.Host;

/// <summary>The host on a real disk that runs full, or that is read-only.</summary>
[Trait("Category", "Slow")]
public sealed class FullDiskTests
{
    [SmallDiskFact]
    public async Task A_full_disk_ends_the_journal_loses_nothing_acknowledged_and_a_reset_frees_it()
    {
        await using var disk = await SmallDisk.MountAsync(megabytes: 4);
        List<string> acknowledged = [];
        await RunAsync(disk, async (http, aws, _) =>
        {
            await aws.CreateAsync();
            await FillAsync(aws, acknowledged);
            Assert.True(acknowledged.Count > 100, $"{acknowledged.Count} items");

            using var health = await http.GetAsync("/_localaws/health");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
            var answer = JsonDocument.Parse(await health.Content.ReadAsStringAsync()).RootElement;
            Assert.Equal("failed", answer.GetProperty("status").GetString());
            Assert.Contains("No space left on device", answer.GetProperty("reason").GetString());

            var s3 = await Assert.ThrowsAsync<Amazon.S3.AmazonS3Exception>(() => aws.S3.ListBucketsAsync());
            Assert.Equal(("InternalError", HttpStatusCode.InternalServerError), (s3.ErrorCode, s3.StatusCode));
            var read = await Assert.ThrowsAsync<InternalServerErrorException>(
                () => aws.DynamoDb.ListTablesAsync());
            Assert.Equal(HttpStatusCode.InternalServerError, read.StatusCode);
            using var reset = await http.PostAsync("/_localaws/reset", null);
            Assert.Equal(HttpStatusCode.InsufficientStorage, reset.StatusCode);
        });

        // The disk is as full as before; a start needs no room, and a reset makes some.
        await RunAsync(disk, async (http, aws, _) =>
        {
            var found = await ItemsAsync(aws);
            Assert.Empty(acknowledged.Except(found));
            Assert.InRange(found.Count, acknowledged.Count, acknowledged.Count + 1);
            using var reset = await http.PostAsync("/_localaws/reset", null);
            Assert.True(reset.IsSuccessStatusCode, await reset.Content.ReadAsStringAsync());
        });

        await RunAsync(disk, async (_, aws, _) =>
        {
            Assert.Empty((await aws.DynamoDb.ListTablesAsync()).TableNames ?? []);
            await aws.CreateAsync();
            List<string> again = [];
            await FillAsync(aws, again);
            Assert.True(again.Count >= acknowledged.Count - 2, $"{again.Count} of {acknowledged.Count} items");
        });
    }

    [SmallDiskFact]
    public async Task Without_room_to_compact_the_host_goes_on()
    {
        // The state is written anew after 32 MB of changes, and 32 MB are to stay free besides it.
        await using var disk = await SmallDisk.MountAsync(megabytes: 64);
        const int writes = 130;
        await RunAsync(disk, async (http, aws, host) =>
        {
            await aws.CreateAsync();
            var text = new AttributeValue(new string('x', 300_000));
            for (var i = 0; i < writes; i++)
            {
                await aws.DynamoDb.PutItemAsync(
                    KillClients.Table, new() { ["pk"] = new("one"), ["n"] = new() { N = $"{i}" }, ["text"] = text });
            }

            using var health = await http.GetAsync("/_localaws/health");
            Assert.Equal(HttpStatusCode.OK, health.StatusCode);
            Assert.Contains("is not compacted and grows", host.Output + host.Error, StringComparison.Ordinal);
        });
        await RunAsync(disk, async (_, aws, _) =>
        {
            var item = await aws.DynamoDb.GetItemAsync(KillClients.Table, new() { ["pk"] = new("one") });
            Assert.Equal($"{writes - 1}", item.Item["n"].N);
        });
    }

    [SmallDiskFact]
    public async Task A_disk_that_is_mounted_read_only_is_one_clear_line()
    {
        await using var disk = await SmallDisk.MountAsync(megabytes: 4);
        await RunAsync(disk, async (_, aws, _) => await aws.CreateAsync());
        await disk.MakeReadOnlyAsync();
        foreach (var (folder, line) in new[]
        {
            (disk.Path, $"the data folder '{disk.Path}' lies on a read-only file system"),
            ($"{disk.Path}/new",
                $"the data folder '{disk.Path}/new' cannot be created: '{disk.Path}' lies on a read-only file system"),
        })
        {
            await using var host = disk.Start("aws", "--port", "0", "--no-dashboard", "--data", folder);
            Assert.NotEqual(0, await host.ExitedAsync());
            Assert.Contains(line, host.Error, StringComparison.Ordinal);
        }
    }

    private static async Task RunAsync(SmallDisk disk, Func<HttpClient, KillClients, HostProcess, Task> use)
    {
        await using var host = disk.Start(
            "aws", "--port", "0", "--no-dashboard", "--data", disk.Path, "--ready-file", "{ready}");
        var edge = (await host.ReadyAsync()).GetProperty("edgeUrl").GetString()!;
        using var http = new HttpClient { BaseAddress = new Uri(edge) };
        using var aws = new KillClients(edge);
        await use(http, aws, host);
        host.Interrupt();
        Assert.Equal(0, await host.ExitedAsync());
    }

    /// <summary>Puts items until the host takes no more.</summary>
    private static async Task FillAsync(KillClients aws, List<string> acknowledged)
    {
        const int countMax = 10_000;
        var text = new AttributeValue(new string('x', 10_000));
        try
        {
            for (var i = 0; i < countMax; i++)
            {
                var key = $"item-{i}";
                await aws.DynamoDb.PutItemAsync(KillClients.Table, new() { ["pk"] = new(key), ["text"] = text });
                acknowledged.Add(key);
            }

            Assert.Fail("the disk never ran full");
        }
        catch (AmazonServiceException e)
        {
            Assert.Equal(HttpStatusCode.InternalServerError, e.StatusCode);
        }
    }

    private static async Task<HashSet<string>> ItemsAsync(KillClients aws)
    {
        HashSet<string> keys = [];
        await foreach (var page in aws.DynamoDb.Paginators.Scan(new ScanRequest(KillClients.Table)).Responses)
        {
            keys.UnionWith(page.Items.Select(i => i["pk"].S));
        }

        return keys;
    }
}

using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Wire.Client;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.Tests.Lambda.EventSources.Shards;

/// <summary>
/// DynamoDB Streams as a test scripts it, over HTTP: shards with parents that close, iterators that expire, records
/// that are trimmed, an endpoint that refuses.
/// </summary>
internal sealed class ScriptedStreams : IAsyncDisposable
{
    public const string StreamArn =
        "arn:aws:dynamodb:eu-west-1:000000000000:table/users/stream/2026-11-20T12:00:00.000";

    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly Lock _lock = new();
    private readonly List<ScriptedShard> _shards = [];
    private int _lastNumber;
    private EdgeServer? _server;

    /// <summary>In order: <c>GetShardIterator a TRIM_HORIZON</c>, <c>GetRecords a</c>, <c>DescribeStream</c>.</summary>
    public ConcurrentQueue<string> Calls { get; } = [];

    /// <summary>The code of each answer to come that is an error.</summary>
    public ConcurrentQueue<string> Faults { get; } = [];

    /// <summary>Shards on a page of DescribeStream.</summary>
    public int PageSize { get; set; } = 100;

    public Uri Url => _server!.Url;

    public static async Task<ScriptedStreams> StartAsync()
    {
        var streams = new ScriptedStreams();
        streams._server = await EdgeServer.StartAsync(
            new LocalAwsOptions { Port = 0 }, streams.HandleAsync, CancellationToken.None);
        return streams;
    }

    public WireClient Connect()
    {
        var scope = new AwsScope("000000000000", "eu-west-1");
        var root = new CredentialStore(scope, RandomSource.System, TimeProvider.System).Root;
        return new WireClient(Url, new SigV4Signer(root, scope.Region, TimeProvider.System));
    }

    public void AddShard(string id, string? parent = null)
    {
        lock (_lock)
        {
            _shards.Add(new ScriptedShard(id, parent));
        }
    }

    public void Put(string shard, string item, DateTimeOffset? at = null)
    {
        lock (_lock)
        {
            Of(shard).Records.Add(($"4000000000000000000000000{++_lastNumber:D4}", item, at ?? Noon));
        }
    }

    public void Close(string shard)
    {
        lock (_lock)
        {
            Of(shard).IsClosed = true;
        }
    }

    /// <summary>The records so far are older than a day.</summary>
    public void Trim(string shard)
    {
        lock (_lock)
        {
            Of(shard).Trimmed = Of(shard).Records.Count;
        }
    }

    /// <summary>More than a day after it was closed a shard is no more.</summary>
    public void Remove(string shard)
    {
        lock (_lock)
        {
            _shards.Remove(Of(shard));
        }
    }

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private ScriptedShard Of(string id) => _shards.Single(shard => shard.Id == id);

    private async Task HandleAsync(HttpContext http)
    {
        using var body = await JsonDocument.ParseAsync(http.Request.Body);
        var operation = http.Request.Headers["X-Amz-Target"].ToString().Split('.')[1];
        var (status, answer) = Answer(operation, body.RootElement);
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/x-amz-json-1.0";
        await http.Response.WriteAsync(JsonSerializer.Serialize(answer));
    }

    private (int Status, object Answer) Answer(string operation, JsonElement input)
    {
        lock (_lock)
        {
            if (Faults.TryDequeue(out var fault))
            {
                Calls.Enqueue($"{operation} {fault}");
                return Error(fault);
            }

            return operation switch
            {
                "DescribeStream" => Describe(Text(input, "ExclusiveStartShardId")),
                "GetShardIterator" => GetIterator(input),
                "GetRecords" => GetRecords(Text(input, "ShardIterator")!.Split('|')),
                _ => Error("UnknownOperationException"),
            };
        }
    }

    private (int Status, object Answer) Describe(string? after)
    {
        Calls.Enqueue("DescribeStream");
        var from = after is null ? 0 : _shards.FindIndex(shard => shard.Id == after) + 1;
        var page = _shards.Skip(from).Take(PageSize).ToArray();
        return (200, new
        {
            StreamDescription = new
            {
                StreamArn,
                Shards = page.Select(shard => new
                {
                    ShardId = shard.Id,
                    ParentShardId = shard.Parent,
                    SequenceNumberRange = new
                    {
                        StartingSequenceNumber = "1",
                        EndingSequenceNumber = shard.IsClosed ? "9" : null,
                    },
                }),
                LastEvaluatedShardId = from + page.Length < _shards.Count ? page[^1].Id : null,
            },
        });
    }

    private (int Status, object Answer) GetIterator(JsonElement input)
    {
        var (id, type) = (Text(input, "ShardId")!, Text(input, "ShardIteratorType")!);
        var number = Text(input, "SequenceNumber");
        Calls.Enqueue($"GetShardIterator {id} {type}");
        if (_shards.Find(shard => shard.Id == id) is not { } shard)
        {
            return Error("ResourceNotFoundException");
        }

        var at = type switch
        {
            "TRIM_HORIZON" => shard.Trimmed,
            "LATEST" => shard.Records.Count,
            _ => shard.Records.FindIndex(record => record.Number == number) + 1,
        };
        return at < shard.Trimmed
            ? Error("TrimmedDataAccessException")
            : (200, new { ShardIterator = $"{id}|{at}" });
    }

    private (int Status, object Answer) GetRecords(string[] iterator)
    {
        Calls.Enqueue($"GetRecords {iterator[0]}");
        var at = int.Parse(iterator[1], System.Globalization.CultureInfo.InvariantCulture);
        if (_shards.Find(shard => shard.Id == iterator[0]) is not { } shard)
        {
            return Error("ResourceNotFoundException");
        }

        var records = shard.Records.Skip(at).Take(1000).Select(record => new
        {
            eventID = record.Number,
            eventName = "INSERT",
            dynamodb = new
            {
                ApproximateCreationDateTime = record.At.ToUnixTimeSeconds(),
                Keys = new { id = new { S = record.Item } },
                NewImage = new { id = new { S = record.Item }, empty = new { } },
                SequenceNumber = record.Number,
            },
            userIdentity = new { PrincipalId = "dynamodb.amazonaws.com", Type = "Service" },
        }).ToArray();
        var isEnd = shard.IsClosed && at + records.Length == shard.Records.Count;
        var next = isEnd ? null : $"{shard.Id}|{at + records.Length}";
        return (200, new { Records = records, NextShardIterator = next });
    }

    private static (int Status, object Answer) Error(string code) =>
        (400, new { __type = $"com.amazonaws.dynamodb.v20120810#{code}", message = $"The script says {code}" });

    private static string? Text(JsonElement input, string name) =>
        input.TryGetProperty(name, out var value) ? value.GetString() : null;

    private sealed class ScriptedShard(string id, string? parent)
    {
        public string Id => id;

        public string? Parent => parent;

        public List<(string Number, string Item, DateTimeOffset At)> Records { get; } = [];

        public bool IsClosed { get; set; }

        public int Trimmed { get; set; }
    }
}

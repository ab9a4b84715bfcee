using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Onboarding.Functions.Tests.Stack;

/// <summary>
/// Stream records of the Users table from a seed: every state that a user can be in, and images that are older or
/// younger than this code, in which an attribute is absent or of another type. One key each.
/// </summary>
internal sealed class UserImages(int seed)
{
    private static readonly string[] Statuses =
        ["pending", "processing", "pending", "processing", "completed", "failed", "Pending", ""];

    private static readonly string[] Steps = ["bucket", "bucketPolicy", "welcomeMail"];

    private readonly Random _random = new(seed);

    public string NextRecord(int number)
    {
        var userId = string.Create(CultureInfo.InvariantCulture, $"user-{number}");
        var change = new JsonObject
        {
            ["Keys"] = new JsonObject { ["userId"] = Text(userId) },
            ["SequenceNumber"] = number.ToString(CultureInfo.InvariantCulture),
        };
        if (!Rarely())
        {
            change["NewImage"] = Image(userId);
        }

        var eventName = OneOf("INSERT", "MODIFY", "MODIFY", "REMOVE");
        // An insert has none, as a removal has no new image; the function must not depend on that.
        if (!Rarely() && (eventName != "INSERT" || Rarely()))
        {
            change["OldImage"] = Image(userId);
        }

        return new JsonObject
        {
            ["eventName"] = eventName,
            ["eventSourceARN"] = "arn:aws:dynamodb:us-east-1:123456789012:table/Users/stream/2026-11-20T12:00:00.000",
            ["dynamodb"] = change,
        }.ToJsonString(JsonSerializerOptions.Web);
    }

    private JsonObject Image(string userId)
    {
        var image = new JsonObject { ["name"] = Text("Ada") };
        Add(image, "userId", () => Text(userId));
        Add(image, "email", () => Text("ada@example.com"));
        Add(image, "metadata", () => Map(Metadata()));
        return image;
    }

    private JsonObject Metadata()
    {
        var metadata = new JsonObject();
        Add(metadata, "status", () => Text(OneOf(Statuses)));
        Add(metadata, "steps", () => Map(Ledger()));
        if (Sometimes())
        {
            Add(metadata, "fault", () => Map(Fault()));
        }

        return metadata;
    }

    /// <summary>The steps happen in order, but an image may have been changed by hand.</summary>
    private JsonObject Ledger()
    {
        var ledger = new JsonObject();
        foreach (var step in Steps.Where(_ => Sometimes()))
        {
            Add(ledger, step, () => Map(Entry()));
        }

        return ledger;
    }

    private JsonObject Entry()
    {
        var entry = new JsonObject();
        Add(entry, "state", () => Text(OneOf("done", "claimed")));
        return entry;
    }

    private JsonObject Fault()
    {
        var fault = new JsonObject { ["error"] = Text("SlowDown") };
        Add(fault, "step", () => Text(OneOf(Steps)));
        return fault;
    }

    /// <summary>Rarely the attribute is of another type, rarely it is not there.</summary>
    private void Add(JsonObject owner, string name, Func<JsonNode> value)
    {
        if (!Rarely())
        {
            owner[name] = Rarely() ? Other() : value();
        }
    }

    private JsonObject Other() => OneOf<Func<JsonObject>>(
        () => new() { ["N"] = "1" },
        () => new() { ["NULL"] = true },
        () => new() { ["BOOL"] = false },
        () => new() { ["L"] = new JsonArray(Text("pending")) },
        () => new() { ["SS"] = new JsonArray("processing") },
        () => Text("processing"),
        () => Map([]))();

    private T OneOf<T>(params T[] values) => values[_random.Next(values.Length)];

    private bool Rarely() => _random.Next(12) == 0;

    private bool Sometimes() => _random.Next(3) == 0;

    private static JsonObject Text(string value) => new() { ["S"] = value };

    private static JsonObject Map(JsonObject value) => new() { ["M"] = value };
}

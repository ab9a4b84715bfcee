using System.Text.Json;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Sqs.Operations;

/// <summary>Reads one entry of a batch; the object is entered already.</summary>
internal delegate T ReadEntry<out T>(ref JsonInput input);

/// <summary>What the three batch operations share: the rules for entries, and an answer for each of them.</summary>
internal static class Batch
{
    private const int CountMax = 10;

    public static (string Queue, List<T> Entries) Read<T>(AwsRequest request, SqsContext context, ReadEntry<T> read)
    {
        string? url = null;
        List<T> entries = [];
        var input = new JsonInput(request.Body.Span);
        input.BeginObject();
        while (input.NextMember())
        {
            if (input.MemberIs("QueueUrl"u8))
            {
                url = input.ReadString();
            }
            else if (input.MemberIs("Entries"u8))
            {
                ReadEntries(ref input, entries, read);
            }
            else
            {
                input.Skip();
            }
        }

        var queue = context.NameIn(url);
        return context.Store.Exists(queue) ? (queue, entries) : throw SqsErrors.NoQueue();
    }

    private static void ReadEntries<T>(ref JsonInput input, List<T> entries, ReadEntry<T> read)
    {
        if (!input.BeginArray())
        {
            return;
        }

        while (input.NextElement())
        {
            if (input.BeginObject())
            {
                entries.Add(read(ref input));
            }
        }

        input.EndArray();
    }

    public static void Validate(IReadOnlyList<string?> ids)
    {
        if (ids.Count == 0)
        {
            throw SqsErrors.EmptyBatch();
        }

        if (ids.Count > CountMax)
        {
            throw SqsErrors.TooManyEntries(ids.Count);
        }

        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (var id in ids)
        {
            if (id is not { Length: > 0 and <= 80 } || !id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            {
                throw SqsErrors.InvalidEntryId();
            }

            if (!seen.Add(id))
            {
                throw SqsErrors.IdsNotDistinct(id);
            }
        }
    }

    /// <summary>Runs every entry; one that fails is reported beside the others, which are done.</summary>
    /// <param name="run">Does the entry and returns what writes the rest of its success.</param>
    public static ValueTask RunAsync<T>(
        AwsRequest request, List<T> entries, Func<T, string> idOf, Func<T, Action<Utf8JsonWriter>?> run)
    {
        List<(string Id, Action<Utf8JsonWriter>? Write)> successful = [];
        List<(string Id, AwsError Error)> failed = [];
        foreach (var entry in entries)
        {
            try
            {
                successful.Add((idOf(entry), run(entry)));
            }
            catch (AwsException e)
            {
                failed.Add((idOf(entry), e.Error));
            }
        }

        return SqsContext.SendAsync(request, json =>
        {
            WriteSuccessful(json, successful);
            WriteFailed(json, failed);
        });
    }

    private static void WriteSuccessful(
        Utf8JsonWriter json, List<(string Id, Action<Utf8JsonWriter>? Write)> successful)
    {
        json.WriteStartArray("Successful"u8);
        foreach (var (id, write) in successful)
        {
            json.WriteStartObject();
            json.WriteString("Id"u8, id);
            write?.Invoke(json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteFailed(Utf8JsonWriter json, List<(string Id, AwsError Error)> failed)
    {
        if (failed.Count == 0)
        {
            return;
        }

        json.WriteStartArray("Failed"u8);
        foreach (var (id, error) in failed)
        {
            json.WriteStartObject();
            json.WriteString("Id"u8, id);
            json.WriteBoolean("SenderFault"u8, true);
            json.WriteString("Code"u8, SqsErrorProtocol.LegacyCode(error.Code));
            json.WriteString("Message"u8, error.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}

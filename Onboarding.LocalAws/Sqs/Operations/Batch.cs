using System.Text.Json;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Sqs.Operations;

/// <summary>What the three batch operations share: the rules for entries, and a result for each of them.</summary>
internal static class Batch
{
    private const int CountMax = 10;

    public static (string Queue, List<T> Entries) Read<T>(
        RequestMembers input, SqsContext context, Func<RequestMembers, T> read)
    {
        List<T> entries = [.. (input.Objects("Entries") ?? []).Select(read)];
        var queue = context.QueueIn(input);
        return context.Store.Exists(queue) ? (queue, entries) : throw SqsErrors.NoQueue();
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
    public static void Run<T>(
        Utf8JsonWriter response, List<T> entries, Func<T, string> idOf, Func<T, Action<Utf8JsonWriter>?> run)
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

        WriteSuccessful(response, successful);
        WriteFailed(response, failed);
    }

    private static void WriteSuccessful(
        Utf8JsonWriter response, List<(string Id, Action<Utf8JsonWriter>? Write)> successful)
    {
        response.WriteStartArray("Successful"u8);
        foreach (var (id, write) in successful)
        {
            response.WriteStartObject();
            response.WriteString("Id"u8, id);
            write?.Invoke(response);
            response.WriteEndObject();
        }

        response.WriteEndArray();
    }

    private static void WriteFailed(Utf8JsonWriter response, List<(string Id, AwsError Error)> failed)
    {
        if (failed.Count == 0)
        {
            return;
        }

        response.WriteStartArray("Failed"u8);
        foreach (var (id, error) in failed)
        {
            response.WriteStartObject();
            response.WriteString("Id"u8, id);
            response.WriteBoolean("SenderFault"u8, true);
            response.WriteString("Code"u8, SqsErrorProtocol.LegacyCode(error.Code));
            response.WriteString("Message"u8, error.Message);
            response.WriteEndObject();
        }

        response.WriteEndArray();
    }
}

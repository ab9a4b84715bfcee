using System.Text;
using System.Text.Json;
using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.DynamoDb.Json;

/// <summary>Reads SS, NS and BS: at least one member, no two equal, none null.</summary>
internal static class SetReader
{
    private delegate T ElementReader<out T>(ref Utf8JsonReader reader);

    public static StringSetValue ReadStrings(ref Utf8JsonReader reader)
    {
        var members = ReadMembers(ref reader, "string", ScalarReader.ReadUtf8);
        var sorted = (byte[][])members.Clone();
        if (!SortedSets.TrySort(sorted, SortedSets.ByteOrder))
        {
            // AWS quotes the collection as it came.
            throw AttributeValueErrors.DuplicateStrings(string.Join(", ", members.Select(Encoding.UTF8.GetString)));
        }

        return new StringSetValue(sorted);
    }

    public static NumberSetValue ReadNumbers(ref Utf8JsonReader reader)
    {
        var members = ReadMembers(ref reader, "number", ScalarReader.ReadNumber);
        return SortedSets.TrySort(members, Comparer<DynamoDbNumber>.Default)
            ? new NumberSetValue(members)
            : throw AttributeValueErrors.DuplicateNumbers();
    }

    public static BinarySetValue ReadBinaries(ref Utf8JsonReader reader)
    {
        var members = ReadMembers(ref reader, "binary", ScalarReader.ReadBinary);
        return SortedSets.TrySort(members, SortedSets.ByteOrder)
            ? new BinarySetValue(members)
            : throw AttributeValueErrors.DuplicateBinaries();
    }

    private static T[] ReadMembers<T>(ref Utf8JsonReader reader, string elements, ElementReader<T> read)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw ShapeErrors.NoList(reader);
        }

        var members = new List<T>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            members.Add(reader.TokenType == JsonTokenType.Null
                ? throw AttributeValueErrors.NullInSet(elements)
                : read(ref reader));
        }

        return members.Count > 0 ? [.. members] : throw AttributeValueErrors.EmptySet(elements);
    }
}

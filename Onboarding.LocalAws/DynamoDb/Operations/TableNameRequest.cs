namespace Onboarding.LocalAws.DynamoDb.Json;

/// <summary>A request that has no member but TableName.</summary>
internal static class TableNameRequest
{
    public static string? Read(ReadOnlySpan<byte> body)
    {
        var reader = new RequestReader(body);
        string? name = null;
        while (reader.NextMember())
        {
            if (reader.Is("TableName"u8))
            {
                name = reader.ReadString();
            }
            else
            {
                reader.Skip();
            }
        }

        return name;
    }
}

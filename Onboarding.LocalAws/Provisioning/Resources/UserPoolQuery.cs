using System.Text.Json;
using System.Text.Json.Serialization;

namespace Onboarding.LocalAws.Provisioning.Resources;

/// <summary>A request of ListUserPools or ListUserPoolClients.</summary>
internal sealed record UserPoolQuery
{
    public string? UserPoolId { get; init; }

    public int? MaxResults { get; init; }

    public string? NextToken { get; init; }

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, UserPoolQueryJson.Default.UserPoolQuery);
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(UserPoolQuery))]
internal sealed partial class UserPoolQueryJson : JsonSerializerContext;

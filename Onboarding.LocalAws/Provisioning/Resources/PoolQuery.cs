using System.Text.Json;
using System.Text.Json.Serialization;

namespace Onboarding.LocalAws.Provisioning.Resources;

/// <summary>A request of ListUserPools, ListUserPoolClients or ListIdentityPools.</summary>
internal sealed record PoolQuery
{
    public string? UserPoolId { get; init; }

    public int? MaxResults { get; init; }

    public string? NextToken { get; init; }

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, PoolQueryJson.Default.PoolQuery);
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PoolQuery))]
internal sealed partial class PoolQueryJson : JsonSerializerContext;

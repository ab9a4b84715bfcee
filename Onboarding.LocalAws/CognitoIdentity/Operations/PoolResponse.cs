using System.Text.Json;
using Onboarding.LocalAws.CognitoIdentity.Store;

namespace Onboarding.LocalAws.CognitoIdentity.Operations;

/// <summary>A pool as CreateIdentityPool and DescribeIdentityPool write it.</summary>
internal static class PoolResponse
{
    public static void Write(Utf8JsonWriter json, IdentityPool pool)
    {
        WriteName(json, pool);
        json.WriteBoolean("AllowUnauthenticatedIdentities"u8, pool.AllowsGuests);
        json.WriteBoolean("AllowClassicFlow"u8, false);
        if (pool.Providers.Count > 0)
        {
            json.WriteStartArray("CognitoIdentityProviders"u8);
            foreach (var provider in pool.Providers)
            {
                json.WriteStartObject();
                json.WriteString("ProviderName"u8, provider.Name);
                json.WriteString("ClientId"u8, provider.ClientId);
                json.WriteBoolean("ServerSideTokenCheck"u8, false);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteStartObject("IdentityPoolTags"u8);
        json.WriteEndObject();
    }

    public static void WriteName(Utf8JsonWriter json, IdentityPool pool)
    {
        json.WriteString("IdentityPoolId"u8, pool.Id);
        json.WriteString("IdentityPoolName"u8, pool.Name);
    }
}

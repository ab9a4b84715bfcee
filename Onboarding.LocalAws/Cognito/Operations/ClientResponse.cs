using System.Text.Json;
using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>A client as CreateUserPoolClient and DescribeUserPoolClient write it.</summary>
internal static class ClientResponse
{
    public static void Write(Utf8JsonWriter json, ClientDefinition client)
    {
        json.WriteStartObject("UserPoolClient"u8);
        json.WriteString("UserPoolId"u8, client.PoolId);
        json.WriteString("ClientId"u8, client.Id);
        json.WriteString("ClientName"u8, client.Name);
        json.WriteNumber("CreationDate"u8, EpochSeconds.Of(client.CreatedAt));
        json.WriteNumber("LastModifiedDate"u8, EpochSeconds.Of(client.ModifiedAt));
        JsonWire.WriteTexts(json, "ExplicitAuthFlows", client.AuthFlows);
        json.WriteNumber("AccessTokenValidity"u8, client.AccessToken.Count);
        json.WriteNumber("IdTokenValidity"u8, client.IdToken.Count);
        json.WriteNumber("RefreshTokenValidity"u8, client.RefreshToken.Count);
        json.WriteStartObject("TokenValidityUnits"u8);
        json.WriteString("AccessToken"u8, client.AccessToken.Unit);
        json.WriteString("IdToken"u8, client.IdToken.Unit);
        json.WriteString("RefreshToken"u8, client.RefreshToken.Unit);
        json.WriteEndObject();
        json.WriteString("PreventUserExistenceErrors"u8, client.HidesUserExistence ? "ENABLED" : "LEGACY");
        json.WriteBoolean("EnableTokenRevocation"u8, client.RevokesTokens);
        if (client.RotationGrace is { } grace)
        {
            json.WriteStartObject("RefreshTokenRotation"u8);
            json.WriteString("Feature"u8, "ENABLED"u8);
            json.WriteNumber("RetryGracePeriodSeconds"u8, (int)grace.TotalSeconds);
            json.WriteEndObject();
        }

        if (client.IdentityProviders is { } providers)
        {
            JsonWire.WriteTexts(json, "SupportedIdentityProviders", providers);
        }

        if (client.ReadAttributes is { } read)
        {
            JsonWire.WriteTexts(json, "ReadAttributes", read);
        }

        if (client.WriteAttributes is { } write)
        {
            JsonWire.WriteTexts(json, "WriteAttributes", write);
        }

        json.WriteEndObject();
    }
}

using System.Text.Json;
using Onboarding.LocalAws.Ses.Store;

namespace Onboarding.LocalAws.Ses.Operations;

/// <summary>The suppression list in responses.</summary>
internal static class SuppressionJson
{
    public static void WriteReasons(Utf8JsonWriter response, IReadOnlyList<SuppressionReason> reasons)
    {
        response.WriteStartArray("SuppressedReasons"u8);
        foreach (var reason in reasons)
        {
            response.WriteStringValue(SuppressionInput.NameOf(reason));
        }

        response.WriteEndArray();
    }

    /// <summary>The members of an address on the list.</summary>
    public static void WriteAddress(Utf8JsonWriter response, SuppressedAddress address)
    {
        response.WriteString("EmailAddress"u8, address.Address);
        response.WriteNumber("LastUpdateTime"u8, address.UpdatedAt.ToUnixTimeMilliseconds() / 1000d);
        response.WriteString("Reason"u8, SuppressionInput.NameOf(address.Reason));
    }
}

using System.Text.Json;
using Onboarding.LocalAws.Lambda.EventSources;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.Lambda.Operations;

/// <summary>
/// UpdateEventSourceMapping (https://docs.aws.amazon.com/lambda/latest/api/API_UpdateEventSourceMapping.html), as far
/// as it enables and disables: every other setting is the template's.
/// </summary>
internal static class UpdateEventSourceMapping
{
    /// <summary>How long deliveries under way may take to end.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static async ValueTask HandleAsync(AwsRequest request, EventSourceMappings mappings, string uuid)
    {
        var mapping = GetEventSourceMapping.Require(mappings, uuid);
        switch (ReadEnabled(request.Body))
        {
            case true:
                await mapping.EnableAsync();
                break;
            case false:
                await mapping.DisableAsync(Patience);
                break;
            case null:
                break;
        }

        await JsonAnswer.SendAsync(request, 202, json => MappingConfiguration.Write(json, mapping));
    }

    private static bool? ReadEnabled(ReadOnlyMemory<byte> body)
    {
        bool? enabled = null;
        using var document = Parse(body);
        foreach (var member in document.RootElement.EnumerateObject())
        {
            enabled = member.Name == "Enabled" && member.Value.ValueKind is JsonValueKind.True or JsonValueKind.False
                ? member.Value.GetBoolean()
                : throw new AwsException(
                    Unsupported.Feature("Lambda", "UpdateEventSourceMapping", member.Name));
        }

        return enabled;
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document
                : throw new AwsException(LambdaErrors.PayloadIsNotJson("an object is expected"));
        }
        catch (JsonException e)
        {
            throw new AwsException(LambdaErrors.PayloadIsNotJson(e.Message));
        }
    }
}

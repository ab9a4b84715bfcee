using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Ses.Operations;

/// <summary>
/// GetConfigurationSet. Source: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetConfigurationSet.html.
/// </summary>
internal sealed class GetConfigurationSet(SendingAccount account) : IRestJsonOperation
{
    public string Name => "GetConfigurationSet";

    public RestJsonRoute Route { get; } = new("GET /v2/email/configuration-sets/{ConfigurationSetName}");

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("ses:GetConfigurationSet", SesResources.ConfigurationSet)];

    public OperationMembers Members { get; } = new("ConfigurationSetName");

    public ValueTask ExecuteAsync(RestJsonCall call, CancellationToken stop)
    {
        var name = call.Label("ConfigurationSetName");
        var set = account.FindSet(name) ?? throw SesErrors.NoConfigurationSet(name);
        var response = call.Response;
        response.WriteString("ConfigurationSetName"u8, set.Name);
        response.WriteStartObject("SendingOptions"u8);
        response.WriteBoolean("SendingEnabled"u8, set.IsSendingEnabled);
        response.WriteEndObject();
        if (set.SuppressedReasons is { } reasons)
        {
            response.WriteStartObject("SuppressionOptions"u8);
            SuppressionJson.WriteReasons(response, reasons);
            response.WriteEndObject();
        }

        NamedValues.Write(response, "Tags", "Key", set.Tags);
        return ValueTask.CompletedTask;
    }
}

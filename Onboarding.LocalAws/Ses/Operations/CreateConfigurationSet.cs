using System.Diagnostics;
using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Ses.Operations;

/// <summary>
/// CreateConfigurationSet. Source:
/// https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_CreateConfigurationSet.html.
/// </summary>
internal sealed class CreateConfigurationSet(SendingAccount account) : IRestJsonOperation
{
    private const string NameMember = "ConfigurationSetName";

    public string Name => "CreateConfigurationSet";

    public RestJsonRoute Route { get; } = new("POST /v2/email/configuration-sets");

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("ses:CreateConfigurationSet", SesResources.ConfigurationSet)];

    public OperationMembers Members { get; } = new(NameMember, "SendingOptions", "SuppressionOptions", "Tags")
    {
        Refused = ["ArchivingOptions", "DeliveryOptions", "ReputationOptions", "TrackingOptions", "VdmOptions"],
    };

    public ValueTask ExecuteAsync(RestJsonCall call, CancellationToken stop)
    {
        var name = ConfigurationSetInput.CheckName(call.Input.RequiredText(NameMember, NameMember), NameMember);
        var suppression = call.Input.Object("SuppressionOptions");
        suppression?.Refuse("ValidationOptions", "SuppressionScope");
        var set = new ConfigurationSet(name)
        {
            IsSendingEnabled = call.Input.Object("SendingOptions")?.Flag("SendingEnabled") ?? true,
            SuppressedReasons = suppression is { } options ? SuppressionInput.Reasons(options) : null,
            Tags = NamedValues.Read(call.Input, "Tags", "Key"),
        };
        return account.AddSet(set) switch
        {
            Addition.Added => ValueTask.CompletedTask,
            Addition.Exists => throw SesErrors.SetExists(name),
            Addition.TooMany => throw SesErrors.TooMany("configuration sets", SendingAccount.SetCountMax),
            _ => throw new UnreachableException(),
        };
    }
}

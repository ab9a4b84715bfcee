using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Ses.Operations;

/// <summary>
/// GetAccount: an account outside the sandbox, with its <see cref="SendQuota"/>.
/// </summary>
internal sealed class GetAccount(Mailbox mailbox, TimeProvider time) : IRestJsonOperation
{
    public string Name => "GetAccount";

    public RestJsonRoute Route { get; } = new("GET /v2/email/account");

    public IReadOnlyList<Permission> Permissions { get; } = [new("ses:GetAccount")];

    public OperationMembers Members => OperationMembers.None;

    public ValueTask ExecuteAsync(RestJsonCall call, CancellationToken stop)
    {
        var response = call.Response;
        response.WriteBoolean("DedicatedIpAutoWarmupEnabled", false);
        response.WriteString("EnforcementStatus", "HEALTHY");
        response.WriteBoolean("ProductionAccessEnabled", true);
        response.WriteBoolean("SendingEnabled", true);
        response.WriteStartObject("SendQuota");
        response.WriteNumber("Max24HourSend", SendQuota.Max24HourSend);
        response.WriteNumber("MaxSendRate", SendQuota.MaxSendRate);
        response.WriteNumber("SentLast24Hours", SendQuota.SentLast24Hours(mailbox, time));
        response.WriteEndObject();
        return ValueTask.CompletedTask;
    }
}

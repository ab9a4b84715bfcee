using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Ses.Operations;

/// <summary>
/// GetAccount: an account outside the sandbox, with the quota that AWS grants at first. The quota is reported and not
/// enforced: a load test on a laptop is not abuse.
/// </summary>
internal sealed class GetAccount(Mailbox mailbox, TimeProvider time) : IRestJsonOperation
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    public string Name => "GetAccount";

    public RestJsonRoute Route { get; } = new("GET /v2/email/account");

    public IReadOnlyList<Permission> Permissions { get; } = [new("ses:GetAccount")];

    public OperationMembers Members => OperationMembers.None;

    public ValueTask ExecuteAsync(RestJsonCall call, CancellationToken stop)
    {
        var since = time.GetUtcNow() - Day;
        var sent = mailbox.List(m => m.ReceivedAt > since, olderThan: null, countMax: int.MaxValue)
            .Sum(m => m.Recipients.Count);
        var response = call.Response;
        response.WriteBoolean("DedicatedIpAutoWarmupEnabled", false);
        response.WriteString("EnforcementStatus", "HEALTHY");
        response.WriteBoolean("ProductionAccessEnabled", true);
        response.WriteBoolean("SendingEnabled", true);
        response.WriteStartObject("SendQuota");
        response.WriteNumber("Max24HourSend", 50_000);
        response.WriteNumber("MaxSendRate", 14);
        response.WriteNumber("SentLast24Hours", sent);
        response.WriteEndObject();
        return ValueTask.CompletedTask;
    }
}

using Onboarding.LocalAws.SesV2.Store;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.SesV2.Operations;

/// <summary>
/// GetAccount: an account outside the sandbox, with the quota that AWS grants at first. The quota is reported and not
/// enforced: a load test on a laptop is not abuse.
/// </summary>
internal static class GetAccount
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    public static ValueTask HandleAsync(AwsRequest request, Mailbox mailbox, TimeProvider time)
    {
        var since = time.GetUtcNow() - Day;
        var sent = mailbox.List(m => m.ReceivedAt > since, olderThan: null, countMax: int.MaxValue)
            .Sum(m => m.Recipients.Count);
        return SesJson.SendAsync(request, json =>
        {
            json.WriteBoolean("DedicatedIpAutoWarmupEnabled", false);
            json.WriteString("EnforcementStatus", "HEALTHY");
            json.WriteBoolean("ProductionAccessEnabled", true);
            json.WriteBoolean("SendingEnabled", true);
            json.WriteStartObject("SendQuota");
            json.WriteNumber("Max24HourSend", 50_000);
            json.WriteNumber("MaxSendRate", 14);
            json.WriteNumber("SentLast24Hours", sent);
            json.WriteEndObject();
        });
    }
}

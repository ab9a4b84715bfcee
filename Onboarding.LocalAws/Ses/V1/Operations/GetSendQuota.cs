using System.Globalization;
using Onboarding.LocalAws.Ses.Sending;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Ses.V1.Operations;

/// <summary>GetSendQuota. Source: https://docs.aws.amazon.com/ses/latest/APIReference/API_GetSendQuota.html.</summary>
internal sealed class GetSendQuota(SendLimits limits) : IAwsOperation<QueryCall>
{
    public string Name => "GetSendQuota";

    public IReadOnlyList<Permission> Permissions { get; } = [new("ses:GetSendQuota")];

    public OperationMembers Members => OperationMembers.None;

    public ValueTask ExecuteAsync(QueryCall call, CancellationToken stop)
    {
        Write(call, "Max24HourSend", limits.Max24HourSend);
        Write(call, "MaxSendRate", limits.MaxSendRate);
        Write(call, "SentLast24Hours", limits.SentLast24Hours);
        return ValueTask.CompletedTask;
    }

    private static void Write(QueryCall call, string name, int value) =>
        call.Response.WriteElementString(name, value.ToString("F1", CultureInfo.InvariantCulture));
}

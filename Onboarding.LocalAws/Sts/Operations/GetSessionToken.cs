using Onboarding.LocalAws.Wire.Operations;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.Sts.Operations;

/// <summary>
/// GetSessionToken: temporary credentials of the caller, who is the root user, since there are no users; they last an
/// hour at most. Source: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html.
/// </summary>
internal sealed class GetSessionToken(CredentialStore credentials) : IAwsOperation<QueryCall>
{
    private static readonly TimeSpan DurationMax = TimeSpan.FromHours(1);

    public string Name => "GetSessionToken";

    /// <summary>AWS lets every caller with long-term credentials have it.</summary>
    public IReadOnlyList<Permission> Permissions { get; } = [new("sts:GetSessionToken")];

    public OperationMembers Members { get; } = new("DurationSeconds")
    {
        Refused = ["SerialNumber", "TokenCode"],
    };

    public ValueTask ExecuteAsync(QueryCall call, CancellationToken stop)
    {
        var check = new ConstraintCheck(call);
        var asked = check.Seconds("DurationSeconds", "durationSeconds", 900, 129_600);
        check.ThrowIfAny();
        if (call.Caller.Session is not null)
        {
            throw StsErrors.SessionToken();
        }

        var duration = asked is { } given && given < DurationMax ? given : DurationMax;
        var owner = call.Caller with { Session = new CallerSession() };
        CredentialXml.Write(call.Response, credentials.IssueExpiring(owner, duration));
        return ValueTask.CompletedTask;
    }
}

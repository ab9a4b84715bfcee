using System.Globalization;
using System.Text.RegularExpressions;
using Onboarding.LocalAws.Sts.Store;
using Onboarding.LocalAws.Wire.Operations;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.Sts.Operations;

/// <summary>
/// AssumeRole: credentials of a role that the template declares. Trust policies, the external id and session policies
/// are not evaluated yet; the root user may assume roles here, which AWS denies it, since local tools are root.
/// Source: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html.
/// </summary>
internal sealed partial class AssumeRole(Roles roles, CredentialStore credentials) : IAwsOperation<QueryCall>
{
    private static readonly TimeSpan DefaultDuration = TimeSpan.FromHours(1);

    /// <summary>A session that begins another session.</summary>
    private static readonly TimeSpan ChainedDurationMax = TimeSpan.FromHours(1);

    public string Name => "AssumeRole";

    public IReadOnlyList<Permission> Permissions { get; } =
    [
        new("sts:AssumeRole", "{RoleArn}"),
        new("sts:TagSession", "{RoleArn}") { When = "Tags" },
        new("sts:SetSourceIdentity", "{RoleArn}") { When = "SourceIdentity" },
    ];

    public OperationMembers Members { get; } = new(
        "DurationSeconds", "ExternalId", "Policy", "PolicyArns", "RoleArn", "RoleSessionName", "SourceIdentity", "Tags",
        "TransitiveTagKeys")
    {
        Refused = ["ProvidedContexts", "SerialNumber", "TokenCode"],
    };

    public ValueTask ExecuteAsync(QueryCall call, CancellationToken stop)
    {
        var request = AssumeRoleRequest.Read(call);
        if (!ArnOfRole().IsMatch(request.RoleArn))
        {
            throw StsErrors.InvalidArn();
        }

        var role = roles.Find(request.RoleArn) ?? throw StsErrors.MayNotAssume(call.Caller.Arn, request.RoleArn);
        var duration = Duration(request, role, call.Caller);
        if (request.PackedPolicySize() is > 100 and var percent)
        {
            throw StsErrors.PolicyTooLarge(percent);
        }

        var owner = credentials.PrincipalOf(role.Name, request.SessionName) with
        {
            Session = Continue(call.Caller.Session, request),
        };
        Write(call, credentials.IssueExpiring(owner, duration), request.PackedPolicySize());
        return ValueTask.CompletedTask;
    }

    private static TimeSpan Duration(AssumeRoleRequest request, RoleDefinition role, Principal caller)
    {
        var duration = request.Duration ?? DefaultDuration;
        return duration > role.MaxSessionDuration ? throw StsErrors.LongerThanRole()
            : caller.Session is not null && duration > ChainedDurationMax ? throw StsErrors.LongerThanChain()
            : duration;
    }

    /// <summary>A source identity and transitive tags go on from one session of a chain to the next.</summary>
    private static CallerSession Continue(CallerSession? former, AssumeRoleRequest request)
    {
        var inherited = (former?.Tags ?? []).Where(t => former!.TransitiveTagKeys.Contains(t.Key)).ToList();
        foreach (var tag in request.Tags.Where(t => inherited.Any(i => i.Key == t.Key)))
        {
            throw StsErrors.TransitiveTag(tag.Key);
        }

        var identity = former?.SourceIdentity ?? request.SourceIdentity;
        if (request.SourceIdentity is not null && request.SourceIdentity != identity)
        {
            throw StsErrors.SourceIdentityIsSet();
        }

        return new CallerSession
        {
            RoleArn = request.RoleArn,
            Policy = request.Policy,
            PolicyArns = request.PolicyArns,
            Tags = [.. inherited, .. request.Tags],
            TransitiveTagKeys = [.. inherited.Select(t => t.Key), .. request.TransitiveTagKeys],
            SourceIdentity = identity,
        };
    }

    private static void Write(QueryCall call, Credential credential, int? packedPolicySize)
    {
        var response = call.Response;
        CredentialXml.Write(response, credential);
        response.WriteStartElement("AssumedRoleUser");
        response.WriteElementString("AssumedRoleId", credential.Owner.UserId);
        response.WriteElementString("Arn", credential.Owner.Arn);
        response.WriteEndElement();
        if (packedPolicySize is { } percent)
        {
            response.WriteElementString("PackedPolicySize", percent.ToString(CultureInfo.InvariantCulture));
        }

        if (credential.Owner.Session!.SourceIdentity is { } identity)
        {
            response.WriteElementString("SourceIdentity", identity);
        }
    }

    [GeneratedRegex(@"\Aarn:[a-z-]+:iam::[0-9]{12}:role/.+\z")]
    private static partial Regex ArnOfRole();
}

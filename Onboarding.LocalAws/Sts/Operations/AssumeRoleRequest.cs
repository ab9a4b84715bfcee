using System.Text.Json;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Sts.Operations;

/// <summary>What AssumeRole is asked for, within AWS's constraints.</summary>
internal sealed record AssumeRoleRequest(string RoleArn, string SessionName)
{
    /// <summary>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html: of a session.</summary>
    private const int PolicyLengthMax = 2_048;

    private const string Word = @"[\w+=,.@-]*";

    public TimeSpan? Duration { get; private init; }

    public string? Policy { get; private init; }

    public IReadOnlyList<string> PolicyArns { get; private init; } = [];

    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; private init; } = [];

    public IReadOnlyList<string> TransitiveTagKeys { get; private init; } = [];

    public string? SourceIdentity { get; private init; }

    /// <exception cref="Wire.AwsException">A constraint is broken, or the session policy is no JSON.</exception>
    public static AssumeRoleRequest Read(QueryCall call)
    {
        var check = new ConstraintCheck(call);
        var arn = check.Text("RoleArn", "roleArn", (20, 2_048), isRequired: true);
        var session = check.Text("RoleSessionName", "roleSessionName", (2, 64), Word, isRequired: true);
        check.Text("ExternalId", "externalId", (2, 1_224), @"[\w+=,.@:\/-]*");
        var request = new AssumeRoleRequest(arn ?? "", session ?? "")
        {
            Duration = check.Seconds("DurationSeconds", "durationSeconds", 900, 43_200),
            Policy = check.Text("Policy", "policy", (1, PolicyLengthMax), @"[\u0009\u000A\u000D\u0020-\u00FF]+"),
            PolicyArns = check.Items("PolicyArns", "policyArns", 10, i =>
                check.Text($"PolicyArns.member.{i}.arn", $"policyArns.{i}.member.arn", (20, 2_048)) ?? ""),
            Tags = check.Items("Tags", "tags", 50, i => KeyValuePair.Create(
                check.Text($"Tags.member.{i}.Key", $"tags.{i}.member.key", (1, 128), isRequired: true) ?? "",
                check.Text($"Tags.member.{i}.Value", $"tags.{i}.member.value", (0, 256), isRequired: true) ?? "")),
            TransitiveTagKeys = check.Items("TransitiveTagKeys", "transitiveTagKeys", 50, i =>
                check.Text($"TransitiveTagKeys.member.{i}", $"transitiveTagKeys.{i}.member", (1, 128)) ?? ""),
            SourceIdentity = check.Text("SourceIdentity", "sourceIdentity", (2, 64), Word),
        };
        check.ThrowIfAny();
        return request.Policy is null || IsObject(request.Policy) ? request : throw StsErrors.MalformedPolicy();
    }

    /// <summary>
    /// How much of the room for policies and tags they take; null where there are none. AWS packs them into a binary
    /// form that it does not document; here it is their characters (inferred).
    /// </summary>
    public int? PackedPolicySize()
    {
        var length = (Policy?.Length ?? 0) + PolicyArns.Sum(a => a.Length)
            + Tags.Sum(t => t.Key.Length + t.Value.Length);
        return length == 0 ? null : ((length * 100) + PolicyLengthMax - 1) / PolicyLengthMax;
    }

    private static bool IsObject(string policy)
    {
        try
        {
            return JsonElement.Parse(policy).ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

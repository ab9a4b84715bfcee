using System.Globalization;
using System.Text.Json;
using Onboarding.Functions.Tests.Hosting;

namespace Onboarding.Functions.Tests.Provision;

/// <summary>What SES does with one mail.</summary>
internal enum MailOutcome
{
    Accepted,

    /// <summary>The mail is on its way, but the answer is an error.</summary>
    AcceptedUnclear,
    LostUnclear,
    Throttled,
}

/// <summary>
/// AWS with one user in processing. DynamoDB understands the updates of the ledger by their placeholders, and keeps
/// their conditions; S3 takes everything; SES does what it is told.
/// </summary>
internal sealed class ProvisionWorld(string userId, Func<MailOutcome> mail)
{
    private const string Unclear = "{}";
    private readonly HashSet<string> _done = new(StringComparer.Ordinal);
    private (string By, decimal Until)? _claim;
    private bool _claimRefused;

    public string Status { get; private set; } = "processing";

    public int MailsAccepted { get; private set; }

    public string? Fault { get; private set; }

    /// <summary>A claim was refused and looked at: what follows is the wait for its end.</summary>
    public bool IsClaimLookedAt { get; private set; }

    /// <summary>Another delivery claims the mail and never releases the claim.</summary>
    public void ClaimByAnother(DateTimeOffset until) => _claim = ("another", until.ToUnixTimeMilliseconds());

    public WireResponse Answer(WireRequest request)
    {
        lock (_done)
        {
            IsClaimLookedAt = false;
            return request.Operation switch
            {
                "GetItem" => Read(),
                "UpdateItem" => Update(request.Body),
                _ when request.Path.StartsWith("/v2/email", StringComparison.Ordinal) => Send(),
                _ => new WireResponse(200, ""),
            };
        }
    }

    private WireResponse Read()
    {
        (IsClaimLookedAt, _claimRefused) = (_claimRefused, false);
        var steps = _done.Select(step => $$$""" "{{{step}}}":{"M":{"state":{"S":"done"} } } """);
        if (_claim is var (by, until))
        {
            steps = steps.Append($$$"""
                "welcomeMail":{"M":{"state":{"S":"claimed"},"by":{"S":"{{{by}}}"},"until":{"N":"{{{until}}}"} } }
                """);
        }

        return new WireResponse(200, $$$"""
            {"Item":{"userId":{"S":"{{{userId}}}"},"email":{"S":"ada@example.com"},"name":{"S":"Ada"},
            "metadata":{"M":{"status":{"S":"{{{Status}}}"},"steps":{"M":{ {{{string.Join(',', steps)}}} } } } } } }
            """);
    }

    private WireResponse Update(string body)
    {
        var root = JsonDocument.Parse(body).RootElement;
        var values = root.GetProperty("ExpressionAttributeValues");
        var update = root.GetProperty("UpdateExpression").GetString()!;
        var holds = Text(values, ":v0") == Status && Apply(update, values, body);
        return holds ? new WireResponse(200) : DynamoDb.ConditionFailed;
    }

    private bool Apply(string update, JsonElement values, string body)
    {
        if (body.Contains("\"claimed\"", StringComparison.Ordinal) && !Claim(values))
        {
            return false;
        }

        _done.UnionWith(
            from step in new[] { "bucket", "bucketPolicy" }
            where update.Contains($"#metadata.#steps.#{step} =", StringComparison.Ordinal)
            select step);

        if (update.Contains("REMOVE #metadata.#steps.#welcomeMail", StringComparison.Ordinal))
        {
            var isMine = _claim?.By == Text(values, ":v1");
            _claim = isMine ? null : _claim;
            return isMine;
        }

        if (body.Contains("\"completed\"", StringComparison.Ordinal))
        {
            Status = "completed";
        }
        else if (update.Contains("#metadata.#fault =", StringComparison.Ordinal))
        {
            Fault = values.GetProperty(":v1").GetProperty("M").GetProperty("error").GetProperty("S").GetString();
        }

        return true;
    }

    private bool Claim(JsonElement values)
    {
        var (now, me) = (Number(values, ":v1"), Text(values, ":v2")!);
        var isStale = values.TryGetProperty(":v4", out var until) && until.TryGetProperty("N", out _)
            && _claim == (Text(values, ":v3")!, Number(values, ":v4"));
        var isFree = _claim is not var (by, end) || end <= now || by == me || isStale;
        _claimRefused = !isFree;
        if (isFree)
        {
            var entry = values.EnumerateObject().Select(value => value.Value)
                .Single(value => value.TryGetProperty("M", out var map) && map.TryGetProperty("until", out _));
            _claim = (me, Number(entry.GetProperty("M"), "until"));
        }

        return isFree;
    }

    private WireResponse Send()
    {
        var outcome = mail();
        MailsAccepted += outcome is MailOutcome.Accepted or MailOutcome.AcceptedUnclear ? 1 : 0;
        return outcome switch
        {
            MailOutcome.Accepted => new WireResponse(200, """{"MessageId":"message-1"}"""),
            MailOutcome.Throttled => new WireResponse(429, """{"message":"Maximum sending rate exceeded."}""")
            {
                Headers = { ["x-amzn-ErrorType"] = "TooManyRequestsException" },
            },
            _ => new WireResponse(500, Unclear),
        };
    }

    private static string? Text(JsonElement values, string name) =>
        values.GetProperty(name).TryGetProperty("S", out var text) ? text.GetString() : null;

    private static decimal Number(JsonElement values, string name) =>
        decimal.Parse(values.GetProperty(name).GetProperty("N").GetString()!, CultureInfo.InvariantCulture);
}

using System.Globalization;
using System.Text.Json;
using Onboarding.Functions.Tests.Hosting;
using Onboarding.Functions.Users.Passwords;

namespace Onboarding.Functions.Tests.Login;

/// <summary>
/// DynamoDB with one credential (ada's) and one user in it. It understands the three updates that signing in makes by
/// their placeholders, and keeps their conditions.
/// </summary>
internal sealed class CredentialTable(PasswordHash password)
{
    private long? _attempts;
    private long _failures;
    private long _lockouts;
    private long? _lockedUntil;

    public const string UserId = "0193e3a4-0000-7000-8000-000000000000";

    public string Password { get; private set; } = password.ToText();

    public long Failures => _failures;

    public long Lockouts => _lockouts;

    public bool UserExists { get; init; } = true;

    /// <summary>Why the user has failed; null when they are completed.</summary>
    public string? Reason { get; init; }

    public WireResponse Answer(WireRequest request)
    {
        lock (this)
        {
            var body = JsonDocument.Parse(request.Body).RootElement;
            var key = body.GetProperty("Key");
            if (key.TryGetProperty("userId", out _))
            {
                return new WireResponse(200, User());
            }

            var known = key.GetProperty("identity").GetProperty("S").GetString() == "username#ada";
            return request.Operation switch
            {
                "GetItem" => new WireResponse(200, known ? Item() : "{}"),
                "UpdateItem" => Update(body.GetProperty("ExpressionAttributeValues"), known),
                _ => new WireResponse(500),
            };
        }
    }

    private WireResponse Update(JsonElement values, bool known)
    {
        if (!known)
        {
            return DynamoDb.ConditionFailed;
        }

        if (values.TryGetProperty(":new", out var renewed))
        {
            if (values.GetProperty(":old").GetProperty("S").GetString() != Password)
            {
                return DynamoDb.ConditionFailed;
            }

            Password = renewed.GetProperty("S").GetString()!;
        }
        else if (values.TryGetProperty(":none", out _))
        {
            (_failures, _lockouts, _lockedUntil) = (0, 0, null);
        }
        else
        {
            var isLocked = _lockedUntil > Number(values, ":now") && _lockedUntil <= Number(values, ":latest");
            if (isLocked || _attempts != Number(values, ":seen"))
            {
                return DynamoDb.ConditionFailed;
            }

            _attempts = Number(values, ":attempts");
            _failures = Number(values, ":failures")!.Value;
            _lockouts = Number(values, ":lockouts")!.Value;
            _lockedUntil = Number(values, ":until");
        }

        return new WireResponse(200);
    }

    private string Item()
    {
        var counts = _attempts is null
            ? ""
            : $$"""
              ,"attempts":{"N":"{{_attempts}}"},"failures":{"N":"{{_failures}}"},"lockouts":{"N":"{{_lockouts}}"}
              """;
        var locked = _lockedUntil is null ? "" : $$""","lockedUntil":{"N":"{{_lockedUntil}}"}""";
        return $$"""
            {"Item":{"identity":{"S":"username#ada"},"userId":{"S":"{{UserId}}"},
            "password":{"S":"{{Password}}"}{{counts}}{{locked}} } }
            """;
    }

    private string User()
    {
        if (!UserExists)
        {
            return "{}";
        }

        var status = Reason is null
            ? """ "status":{"S":"completed"} """
            : $$""" "status":{"S":"failed"},"reason":{"S":"{{Reason}}"} """;
        return $$$"""{"Item":{"userId":{"S":"{{{UserId}}}"},"metadata":{"M":{{{{status}}}} } } }""";
    }

    private static long? Number(JsonElement values, string name) =>
        values.TryGetProperty(name, out var value)
            ? long.Parse(value.GetProperty("N").GetString()!, CultureInfo.InvariantCulture)
            : null;
}

using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>The members of CreateUserPoolClient and UpdateUserPoolClient → <see cref="ClientDefinition"/>.</summary>
internal static class ClientSettings
{
    private static readonly string[] Flows =
    [
        "ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_CUSTOM_AUTH", "ALLOW_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH",
        "ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_AUTH",
    ];

    /// <summary>What creation and update take; what only one of them takes is listed there.</summary>
    public static readonly string[] Served =
    [
        "ExplicitAuthFlows", "AccessTokenValidity", "IdTokenValidity", "RefreshTokenValidity", "TokenValidityUnits",
        "PreventUserExistenceErrors", "ReadAttributes", "WriteAttributes", "EnableTokenRevocation",
        "RefreshTokenRotation", "SupportedIdentityProviders",
    ];

    /// <summary>Managed login, Pinpoint, the context of a proxy, and a session that is always three minutes.</summary>
    public static readonly string[] Refused =
    [
        "CallbackURLs", "LogoutURLs", "DefaultRedirectURI", "AllowedOAuthFlows", "AllowedOAuthScopes",
        "AllowedOAuthFlowsUserPoolClient", "AnalyticsConfiguration", "EnablePropagateAdditionalUserContextData",
        "AuthSessionValidity",
    ];

    public static ClientDefinition Create(RequestMembers input, PoolDefinition pool, string id, DateTimeOffset now)
    {
        if (input.Flag("GenerateSecret") == true)
        {
            throw CognitoErrors.UnsupportedFeature(input.Operation, "GenerateSecret true");
        }

        return Read(input, pool, new ClientDefinition
        {
            Id = id,
            Name = input.RequiredText("ClientName"),
            PoolId = pool.Id,
            CreatedAt = now,
            ModifiedAt = now,
        });
    }

    /// <summary>A name that is not given stays (inferred): it has no default.</summary>
    public static ClientDefinition Update(
        RequestMembers input, PoolDefinition pool, ClientDefinition old, DateTimeOffset now) =>
        Read(input, pool, new ClientDefinition
        {
            Id = old.Id,
            Name = input.Text("ClientName") ?? old.Name,
            PoolId = old.PoolId,
            CreatedAt = old.CreatedAt,
            ModifiedAt = now,
        });

    private static ClientDefinition Read(RequestMembers input, PoolDefinition pool, ClientDefinition defaults)
    {
        var providers = input.Texts("SupportedIdentityProviders");
        if (providers?.FirstOrDefault(p => p != "COGNITO") is { } other)
        {
            throw CognitoErrors.UnsupportedFeature(input.Operation, $"SupportedIdentityProviders {other}");
        }

        var units = input.Object("TokenValidityUnits");
        return defaults with
        {
            AuthFlows = ReadFlows(input.Texts("ExplicitAuthFlows")) ?? defaults.AuthFlows,
            AccessToken = ReadValidity(input, units, "AccessToken", defaults.AccessToken, TimeSpan.FromDays(1)),
            IdToken = ReadValidity(input, units, "IdToken", defaults.IdToken, TimeSpan.FromDays(1)),
            RefreshToken = ReadValidity(
                input, units, "RefreshToken", defaults.RefreshToken, TimeSpan.FromDays(3_650)),
            HidesUserExistence = ReadExistenceErrors(input.Text("PreventUserExistenceErrors")),
            RevokesTokens = input.Flag("EnableTokenRevocation") ?? true,
            RotationGrace = ReadRotation(input.Object("RefreshTokenRotation")),
            ReadAttributes = ReadNames(input, "ReadAttributes", pool),
            WriteAttributes = ReadNames(input, "WriteAttributes", pool),
            IdentityProviders = providers,
        };
    }

    private static List<string>? ReadFlows(IReadOnlyList<string>? flows)
    {
        if (flows is null || flows.Count == 0)
        {
            return null;
        }

        foreach (var flow in flows)
        {
            if (!Flows.Contains(flow) && !Flows.Contains(Modern(flow)))
            {
                throw CognitoErrors.Constraint(
                    "explicitAuthFlows", $"Member must satisfy enum value set: [{string.Join(", ", Flows)}]");
            }
        }

        return [.. flows.Select(Modern)];
    }

    /// <summary>The names from before 2019: <c>ADMIN_NO_SRP_AUTH</c>, <c>USER_PASSWORD_AUTH</c>.</summary>
    private static string Modern(string flow) => flow switch
    {
        "ADMIN_NO_SRP_AUTH" => "ALLOW_ADMIN_USER_PASSWORD_AUTH",
        "USER_PASSWORD_AUTH" => "ALLOW_USER_PASSWORD_AUTH",
        "CUSTOM_AUTH_FLOW_ONLY" => "ALLOW_CUSTOM_AUTH",
        _ => flow,
    };

    /// <summary>Access and id tokens: five minutes to a day. Refresh tokens: an hour to ten years.</summary>
    private static TokenValidity ReadValidity(
        RequestMembers input, RequestMembers? units, string token, TokenValidity defaults, TimeSpan max)
    {
        var unit = units?.Text(token) ?? defaults.Unit;
        if (unit is not ("seconds" or "minutes" or "hours" or "days"))
        {
            throw CognitoErrors.Constraint(
                "tokenValidityUnits", "Member must satisfy enum value set: [seconds, minutes, hours, days]");
        }
        // 0, or no number, is the default in each unit: API_CreateUserPoolClient.
        if (input.Integer(token + "Validity") is not { } count || count == 0)
        {
            return defaults;
        }

        var validity = new TokenValidity(count, unit);
        var min = token == "RefreshToken" ? TimeSpan.FromHours(1) : TimeSpan.FromMinutes(5);
        return count > 0 && validity.Span >= min && validity.Span <= max
            ? validity
            : throw CognitoErrors.InvalidParameter(
                $"Invalid range for token validity: {token} must be between {min} and {max}.");
    }

    /// <summary>LEGACY is the API's default; consoles set ENABLED.</summary>
    private static bool ReadExistenceErrors(string? value) => value switch
    {
        null or "LEGACY" => false,
        "ENABLED" => true,
        _ => throw CognitoErrors.Constraint(
            "preventUserExistenceErrors", "Member must satisfy enum value set: [LEGACY, ENABLED]"),
    };

    private static TimeSpan? ReadRotation(RequestMembers? rotation) => rotation?.RequiredText("Feature") switch
    {
        null or "DISABLED" => null,
        "ENABLED" => rotation?.Integer("RetryGracePeriodSeconds") is var seconds and (null or (>= 0 and <= 60))
            ? TimeSpan.FromSeconds(seconds ?? 0)
            : throw CognitoErrors.Constraint(
                "refreshTokenRotation.retryGracePeriodSeconds", "Member must have value between 0 and 60"),
        _ => throw CognitoErrors.Constraint(
            "refreshTokenRotation.feature", "Member must satisfy enum value set: [ENABLED, DISABLED]"),
    };

    private static HashSet<string>? ReadNames(RequestMembers input, string member, PoolDefinition pool)
    {
        if (input.Texts(member) is not { } names)
        {
            return null;
        }

        foreach (var name in names)
        {
            if (pool.Schema.Find(name) is null)
            {
                var verb = input.Operation == "CreateUserPoolClient" ? "creating" : "updating";
                throw CognitoErrors.InvalidParameter($"Invalid {member} specified while {verb} a client: {name}");
            }
        }

        return names.ToHashSet(StringComparer.Ordinal);
    }
}

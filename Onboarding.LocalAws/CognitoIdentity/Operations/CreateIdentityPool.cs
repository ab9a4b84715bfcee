using System.Text.Json;
using Onboarding.LocalAws.CognitoIdentity.Store;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.CognitoIdentity.Operations;

/// <summary>
/// CreateIdentityPool. Several pools may have one name, as in AWS. Source:
/// https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_CreateIdentityPool.html.
/// </summary>
internal static class CreateIdentityPool
{
    private const string Operation = "CreateIdentityPool";

    /// <summary>https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html, per account.</summary>
    private const int CountMax = 1_000;

    public static void Execute(ReadOnlySpan<byte> body, CognitoIdentityContext context, Utf8JsonWriter answer)
    {
        var input = Read(body);
        var name = Constraints.IdentityPoolName(input.Name);
        var allowsGuests =
            input.AllowsGuests ?? throw CognitoIdentityErrors.Missing("allowUnauthenticatedIdentities");
        List<UserPoolProvider> providers = [.. input.Providers.Select(p => ToProvider(p, context))];
        for (var attempt = 0; attempt < CountMax; attempt++)
        {
            var pool = new IdentityPool
            {
                Id = StableIds.Pool(context.Scope.Region, name, attempt),
                Name = name,
                AllowsGuests = allowsGuests,
                Providers = providers,
            };
            if (context.Pools.TryAdd(pool))
            {
                PoolAnswer.Write(answer, pool);
                return;
            }
        }

        throw CognitoIdentityErrors.TooManyPools();
    }

    /// <summary>As in AWS, the name must be a user pool's and need not be that of one which exists.</summary>
    private static UserPoolProvider ToProvider(
        (string? Name, string? ClientId) given, CognitoIdentityContext context) =>
        given is { Name: { } name, ClientId: { Length: > 0 } clientId }
        && context.ProviderNames.UserPoolOf(name) is { } userPoolId
            ? new UserPoolProvider(name, userPoolId, clientId)
            : throw CognitoIdentityErrors.InvalidUserPoolProvider();

    private static Input Read(ReadOnlySpan<byte> body)
    {
        var read = new Input();
        var input = new JsonInput(body);
        input.BeginObject();
        while (input.NextMember())
        {
            if (input.MemberIs("IdentityPoolName"u8))
            {
                read.Name = input.ReadString();
            }
            else if (input.MemberIs("AllowUnauthenticatedIdentities"u8))
            {
                read.AllowsGuests = input.ReadBoolean();
            }
            else if (input.MemberIs("CognitoIdentityProviders"u8))
            {
                ReadProviders(ref input, read.Providers);
            }
            else
            {
                RefuseOrSkip(ref input, input.MemberName());
            }
        }

        return read;
    }

    private static void ReadProviders(ref JsonInput input, List<(string? Name, string? ClientId)> providers)
    {
        if (!input.BeginArray())
        {
            return;
        }

        while (input.NextElement())
        {
            providers.Add(ReadProvider(ref input));
        }

        input.EndArray();
    }

    private static (string? Name, string? ClientId) ReadProvider(ref JsonInput input)
    {
        string? name = null, clientId = null;
        if (!input.BeginObject())
        {
            return (null, null);
        }

        while (input.NextMember())
        {
            if (input.MemberIs("ProviderName"u8))
            {
                name = input.ReadString();
            }
            else if (input.MemberIs("ClientId"u8))
            {
                clientId = input.ReadString();
            }
            else if (input.MemberIs("ServerSideTokenCheck"u8))
            {
                RefuseIf(input.ReadBoolean() == true, "ServerSideTokenCheck");
            }
            else
            {
                input.Skip();
            }
        }

        return (name, clientId);
    }

    private static void RefuseOrSkip(ref JsonInput input, string member)
    {
        switch (member)
        {
            case "AllowClassicFlow":
                RefuseIf(input.ReadBoolean() == true, member);
                break;
            case "DeveloperProviderName":
                RefuseIf(input.ReadString() is not null, member);
                break;
            case "OpenIdConnectProviderARNs" or "SamlProviderARNs":
                RefuseIf(input.ReadStrings() is { Count: > 0 }, member);
                break;
            case "SupportedLoginProviders" or "IdentityPoolTags":
                RefuseIf(input.ReadStringMap() is { Count: > 0 }, member);
                break;
            default:
                input.Skip();
                break;
        }
    }

    private static void RefuseIf(bool isSet, string member)
    {
        if (isSet)
        {
            throw CognitoIdentityErrors.UnsupportedFeature(Operation, member);
        }
    }

    private sealed class Input
    {
        public string? Name { get; set; }

        public bool? AllowsGuests { get; set; }

        public List<(string? Name, string? ClientId)> Providers { get; } = [];
    }
}

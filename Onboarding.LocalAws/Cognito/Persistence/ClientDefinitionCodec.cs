using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.Cognito.Persistence;

/// <summary>The settings of app clients in the journal.</summary>
internal static class ClientDefinitionCodec
{
    public static void Write(RecordWriter to, ClientDefinition client)
    {
        to.Text(client.PoolId);
        to.Text(client.Id);
        to.Text(client.Name);
        to.Time(client.CreatedAt);
        to.Time(client.ModifiedAt);
        to.Texts(client.AuthFlows);
        WriteValidity(to, client.AccessToken);
        WriteValidity(to, client.IdToken);
        WriteValidity(to, client.RefreshToken);
        to.Flag(client.HidesUserExistence);
        to.Flag(client.RevokesTokens);
        to.Flag(client.RotationGrace is not null);
        if (client.RotationGrace is { } grace)
        {
            to.Span(grace);
        }

        WriteNames(to, client.ReadAttributes);
        WriteNames(to, client.WriteAttributes);
        to.Flag(client.IdentityProviders is not null);
        if (client.IdentityProviders is { } providers)
        {
            to.Texts(providers);
        }
    }

    public static ClientDefinition Read(ref RecordReader from) => ReadWithoutProviders(ref from) with
    {
        IdentityProviders = from.Flag() ? from.Texts() : null,
    };

    public static ClientDefinition ReadWithoutProviders(ref RecordReader from) => new()
    {
        PoolId = from.Text(),
        Id = from.Text(),
        Name = from.Text(),
        CreatedAt = from.Time(),
        ModifiedAt = from.Time(),
        AuthFlows = from.Texts(),
        AccessToken = ReadValidity(ref from),
        IdToken = ReadValidity(ref from),
        RefreshToken = ReadValidity(ref from),
        HidesUserExistence = from.Flag(),
        RevokesTokens = from.Flag(),
        RotationGrace = from.Flag() ? from.Span() : null,
        ReadAttributes = ReadNames(ref from),
        WriteAttributes = ReadNames(ref from),
    };

    private static void WriteValidity(RecordWriter to, TokenValidity validity)
    {
        to.SignedNumber(validity.Count);
        to.Text(validity.Unit);
    }

    private static TokenValidity ReadValidity(ref RecordReader from) => new((int)from.SignedNumber(), from.Text());

    private static void WriteNames(RecordWriter to, IReadOnlySet<string>? names)
    {
        to.Flag(names is not null);
        if (names is not null)
        {
            to.Texts(names);
        }
    }

    private static HashSet<string>? ReadNames(ref RecordReader from) =>
        from.Flag() ? from.Texts().ToHashSet(StringComparer.Ordinal) : null;
}

using System.Text.Json;
using Onboarding.LocalAws.Ses.Store;

namespace Onboarding.LocalAws.Ses.Sending;

/// <summary>What a caller of either API asks to send. It has one kind of content.</summary>
internal sealed record OutgoingMail
{
    public required string? From { get; init; }

    public required MailRecipients Recipients { get; init; }

    /// <summary>Who gets a raw message instead of those in its headers; empty where these decide.</summary>
    public IReadOnlyList<string> Destinations { get; init; } = [];

    /// <summary>Where bounces would go; null for the sender.</summary>
    public string? ReturnPath { get; init; }

    public MailContent? Simple { get; init; }

    public byte[]? Raw { get; init; }

    public TemplatedContent? Template { get; init; }

    /// <summary>None beside a raw message, which has them inside.</summary>
    public IReadOnlyList<MailAttachment> Attachments { get; init; } = [];

    public string? ConfigurationSetName { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];
}

/// <summary>A message that a template makes.</summary>
/// <param name="Name">Of a stored template; null where the request has the texts.</param>
internal sealed record TemplatedContent(
    string? Name,
    EmailTemplateContent Content,
    JsonElement Data,
    IReadOnlyList<KeyValuePair<string, string>> Headers);

namespace Onboarding.LocalAws.Ses.Store;

/// <summary>A stored template. Immutable.</summary>
internal sealed record EmailTemplate(
    string Name,
    EmailTemplateContent Content,
    DateTimeOffset CreatedAt,
    IReadOnlyList<KeyValuePair<string, string>> Tags);

/// <summary>Handlebars texts.</summary>
/// <param name="Text">Null where a message of it has no plain part; the same for <paramref name="Html"/>.</param>
internal sealed record EmailTemplateContent(string Subject, string? Text, string? Html);

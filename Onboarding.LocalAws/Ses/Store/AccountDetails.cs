namespace Onboarding.LocalAws.Ses.Store;

/// <summary>What the account's owner told AWS of its mail, to be let out of the sandbox.</summary>
/// <param name="MailType">MARKETING or TRANSACTIONAL.</param>
/// <param name="ContactLanguage">EN or JA.</param>
/// <param name="CaseId">Of the review that this began.</param>
internal sealed record AccountDetails(
    string MailType,
    string WebsiteUrl,
    string ContactLanguage,
    string UseCase,
    IReadOnlyList<string> Contacts,
    string CaseId);

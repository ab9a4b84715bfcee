using Onboarding.LocalAws.Ses.Store;

namespace Onboarding.LocalAws.Ses.Sending;

/// <summary>A message that SES has taken, and what becomes of it.</summary>
/// <param name="Sender">The identity that it was sent by.</param>
/// <param name="ReturnPath">Where bounces go; null for the sender.</param>
/// <param name="Set">Null where it was sent without a configuration set.</param>
/// <param name="Fates">One for each recipient; none where the message could not be rendered.</param>
internal sealed record AcceptedMail(
    Mail Mail,
    SendingCall Call,
    EmailIdentity Sender,
    string? ReturnPath,
    ConfigurationSet? Set,
    IReadOnlyList<RecipientFate> Fates);

namespace Onboarding.LocalAws.Ses.Store;

/// <summary>Why an address is on the account's suppression list.</summary>
internal enum SuppressionReason
{
    Bounce,
    Complaint,
}

/// <summary>An address that the account does not send to.</summary>
internal sealed record SuppressedAddress(string Address, SuppressionReason Reason, DateTimeOffset UpdatedAt);

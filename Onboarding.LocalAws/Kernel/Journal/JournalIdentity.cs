namespace Onboarding.LocalAws.Kernel.Journal;

/// <summary>Which journal a file is part of.</summary>
/// <param name="Id">Random, one for each folder that begins empty: positions of two journals look alike.</param>
/// <param name="Owner">Whose state it is: account and region, which are parts of every ARN.</param>
internal sealed record JournalIdentity(ulong Id, string Owner);

namespace Onboarding.LocalAws.Lambda.EventSources.Redelivery;

/// <summary>What became of the failure documents of a queue.</summary>
/// <param name="Redriven">Their records were processed; they are deleted.</param>
/// <param name="Records">How many records those were.</param>
/// <param name="Failed">Their records failed again; they stay.</param>
/// <param name="NotFound">The stream no longer has their records, or not these; they stay.</param>
/// <param name="Foreign">Of another mapping, or no failure documents; they stay.</param>
internal readonly record struct RedriveOutcome(int Redriven, int Records, int Failed, int NotFound, int Foreign);

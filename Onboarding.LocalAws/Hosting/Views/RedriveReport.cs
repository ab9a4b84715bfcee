namespace Onboarding.LocalAws.Hosting.Views;

/// <summary>What became of the messages of a dead-letter queue.</summary>
/// <param name="Moved">Messages that went back to the queue that had given them up.</param>
/// <param name="Redriven">Failure documents whose records were processed now; they are deleted.</param>
/// <param name="Records">How many records those were.</param>
/// <param name="Failed">Failure documents whose records failed again; they stay.</param>
/// <param name="NotFound">Failure documents whose records the stream no longer has; they stay.</param>
/// <param name="Left">Messages that the queue has now.</param>
public readonly record struct RedriveReport(
    int Moved, int Redriven, int Records, int Failed, int NotFound, int Left);

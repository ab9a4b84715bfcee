namespace Onboarding.LocalAws.Kernel.Journal;

/// <summary>The data folder cannot be used; the message is one line that names the file and the offset.</summary>
internal sealed class JournalException(string message, Exception? inner = null) : Exception(message, inner);

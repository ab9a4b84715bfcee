namespace Onboarding.LocalAws.Kernel.Journal;

/// <summary>The data folder cannot be used; the message is one line that names the file and the offset.</summary>
internal sealed class JournalException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>
    /// What is on disk is not what was written. Nothing of it is changed: to go on without a part of it would lose
    /// acknowledged writes and call it a start.
    /// </summary>
    /// <param name="what">The whole finding, naming the file.</param>
    public static JournalException Refused(string what, Exception? inner = null) => new(
        $"{what}. Nothing was changed: keep a copy of the data folder, then restore it as a whole from one that was "
        + "made while no host ran, or start with another folder",
        inner);

    public static JournalException Damaged(string path, long offset, string? detail = null, Exception? inner = null) =>
        Refused($"'{path}' is damaged at offset {offset}{(detail is null ? "" : $": {detail}")}", inner);
}

using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.StepFunctions.Store;

namespace Onboarding.LocalAws.StepFunctions.Persistence;

/// <summary><see cref="MachineRevision"/>s in the journal. The definition is there as its text.</summary>
internal static class MachineRevisionCodec
{
    public static void Write(RecordWriter to, MachineRevision revision)
    {
        to.Text(revision.Id);
        to.Flag(revision.IsFirst);
        to.Text(revision.Definition);
        to.Text(revision.RoleArn);
        to.Text(revision.Logging.Level);
        to.Flag(revision.Logging.IncludesData);
        to.Texts([.. revision.Logging.Destinations]);
        to.Flag(revision.IsTraced);
        to.Time(revision.At);
    }

    public static MachineRevision Read(ref RecordReader from) => new()
    {
        Id = from.Text(),
        IsFirst = from.Flag(),
        Definition = from.Text(),
        RoleArn = from.Text(),
        Logging = new LoggingSettings(from.Text(), from.Flag(), from.Texts()),
        IsTraced = from.Flag(),
        At = from.Time(),
    };
}

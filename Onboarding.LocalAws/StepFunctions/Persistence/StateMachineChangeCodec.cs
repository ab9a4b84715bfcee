using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.StepFunctions.Store;

namespace Onboarding.LocalAws.StepFunctions.Persistence;

/// <summary><see cref="StateMachineChange"/>s in the journal.</summary>
internal sealed class StateMachineChangeCodec : ChangeCodec<StateMachineChange>
{
    public StateMachineChangeCodec()
    {
        Kind(
            1,
            (to, created) => WriteMachine(to, created.Machine),
            (ref from) => new StateMachineChange.Created(ReadMachine(ref from)));
        Kind(
            2,
            (to, revised) =>
            {
                to.Text(revised.Arn);
                MachineRevisionCodec.Write(to, revised.Revision);
            },
            (ref from) => new StateMachineChange.Revised(from.Text(), MachineRevisionCodec.Read(ref from)));
        Kind(
            3,
            (to, tagged) =>
            {
                to.Text(tagged.Arn);
                to.Pairs([.. tagged.Tags]);
            },
            (ref from) => new StateMachineChange.Tagged(from.Text(), from.Pairs()));
        Kind(4, (to, deleted) => to.Text(deleted.Arn), (ref from) => new StateMachineChange.Deleted(from.Text()));
        Kind<StateMachineChange.Cleared>(5);
    }

    private static void WriteMachine(RecordWriter to, StateMachine machine)
    {
        to.Text(machine.Arn);
        to.Text(machine.Name);
        to.Number((ulong)machine.Type);
        to.Time(machine.CreatedAt);
        MachineRevisionCodec.Write(to, machine.Revision);
        to.Pairs([.. machine.Tags]);
    }

    private static StateMachine ReadMachine(ref RecordReader from) => new()
    {
        Arn = from.Text(),
        Name = from.Text(),
        Type = (MachineType)from.Number(),
        CreatedAt = from.Time(),
        Revision = MachineRevisionCodec.Read(ref from),
        Tags = from.Pairs(),
    };
}

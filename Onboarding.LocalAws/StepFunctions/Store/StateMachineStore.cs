using System.Diagnostics;
using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.StepFunctions.Store;

/// <summary>The state machines by ARN. Safe for concurrent use; readers get immutable records.</summary>
internal sealed class StateMachineStore(IChangeLog<StateMachineChange> log)
    : JournaledStore<StateMachineChange>(log, new StateMachineChange.Cleared())
{
    /// <summary>AWS's quota: https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html.</summary>
    public const int CountMax = 100_000;

    /// <summary>https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html#concepts-tagging</summary>
    public const int TagsMax = 50;

    private readonly SortedDictionary<string, StateMachine> _byArn = new(StringComparer.Ordinal);

    /// <summary>In order of name.</summary>
    public IReadOnlyList<StateMachine> All
    {
        get
        {
            lock (Gate)
            {
                return [.. _byArn.Values];
            }
        }
    }

    public StateMachine? Find(string arn)
    {
        lock (Gate)
        {
            return _byArn.GetValueOrDefault(arn);
        }
    }

    /// <returns>
    /// What is there now: the new machine, or one that had the name before; null where there is no room.
    /// </returns>
    public StateMachine? Ensure(StateMachine machine)
    {
        lock (Gate)
        {
            if (_byArn.TryGetValue(machine.Arn, out var known))
            {
                return known;
            }

            if (_byArn.Count >= CountMax)
            {
                return null;
            }

            CommitUnderLock(new StateMachineChange.Created(machine));
            return machine;
        }
    }

    /// <param name="revise">Given the current one; the same instance changes nothing.</param>
    /// <returns>The revision that holds from now on; null where there is no such machine.</returns>
    public MachineRevision? Revise(string arn, Func<MachineRevision, MachineRevision> revise)
    {
        lock (Gate)
        {
            if (!_byArn.TryGetValue(arn, out var machine))
            {
                return null;
            }

            var revision = revise(machine.Revision);
            if (!ReferenceEquals(revision, machine.Revision))
            {
                CommitUnderLock(new StateMachineChange.Revised(arn, revision));
            }

            return revision;
        }
    }

    /// <param name="retag">Given the current tags, gives the new ones.</param>
    public TagOutcome Retag(
        string arn,
        Func<IReadOnlyList<KeyValuePair<string, string>>, IReadOnlyList<KeyValuePair<string, string>>> retag)
    {
        lock (Gate)
        {
            if (!_byArn.TryGetValue(arn, out var machine))
            {
                return TagOutcome.NoMachine;
            }

            var tags = retag(machine.Tags);
            if (tags.Count > TagsMax)
            {
                return TagOutcome.TooMany;
            }

            CommitUnderLock(new StateMachineChange.Tagged(arn, tags));
            return TagOutcome.Done;
        }
    }

    /// <returns>False where there is none.</returns>
    public bool Delete(string arn)
    {
        lock (Gate)
        {
            if (!_byArn.ContainsKey(arn))
            {
                return false;
            }

            CommitUnderLock(new StateMachineChange.Deleted(arn));
            return true;
        }
    }

    protected override void ApplyUnderLock(StateMachineChange change)
    {
        switch (change)
        {
            case StateMachineChange.Created created:
                _byArn[created.Machine.Arn] = created.Machine;
                break;
            case StateMachineChange.Revised revised:
                _byArn[revised.Arn] = _byArn[revised.Arn] with { Revision = revised.Revision };
                break;
            case StateMachineChange.Tagged tagged:
                _byArn[tagged.Arn] = _byArn[tagged.Arn] with { Tags = tagged.Tags };
                break;
            case StateMachineChange.Deleted deleted:
                _byArn.Remove(deleted.Arn);
                break;
            case StateMachineChange.Cleared:
                _byArn.Clear();
                break;
            default:
                throw new UnreachableException();
        }
    }

    protected override IEnumerable<StateMachineChange> CaptureUnderLock() =>
        _byArn.Values.ToArray().Select(machine => new StateMachineChange.Created(machine));
}

internal enum TagOutcome
{
    Done,
    NoMachine,
    TooMany,
}

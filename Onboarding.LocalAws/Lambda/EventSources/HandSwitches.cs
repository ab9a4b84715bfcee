using System.Diagnostics;
using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.Lambda.EventSources;

/// <summary>
/// Which mappings were enabled or disabled by UpdateEventSourceMapping. A start creates every mapping anew, by the
/// template: what was set by hand stays until the template says something else than it said then, as CloudFormation
/// leaves a property alone that has not changed.
/// </summary>
internal sealed class HandSwitches(IChangeLog<SwitchChange> log)
    : JournaledStore<SwitchChange>(log, new SwitchChange.Cleared())
{
    private readonly Dictionary<string, SwitchChange.Switched> _byUuid = new(StringComparer.Ordinal);

    public void Set(MappingSettings settings, bool isEnabled)
    {
        lock (Gate)
        {
            CommitUnderLock(new SwitchChange.Switched(settings.Uuid, isEnabled, settings.IsEnabled));
        }
    }

    /// <summary>Whether a mapping begins enabled. Forgets what the template has overruled.</summary>
    public bool Begin(MappingSettings settings)
    {
        lock (Gate)
        {
            if (!_byUuid.TryGetValue(settings.Uuid, out var switched))
            {
                return settings.IsEnabled;
            }

            if (switched.IsEnabledByTemplate != settings.IsEnabled)
            {
                CommitUnderLock(new SwitchChange.Overruled(settings.Uuid));
                return settings.IsEnabled;
            }

            return switched.IsEnabled;
        }
    }

    protected override void ApplyUnderLock(SwitchChange change)
    {
        switch (change)
        {
            case SwitchChange.Switched switched:
                _byUuid[switched.Uuid] = switched;
                break;
            case SwitchChange.Overruled overruled:
                _byUuid.Remove(overruled.Uuid);
                break;
            case SwitchChange.Cleared:
                _byUuid.Clear();
                break;
            default:
                throw new UnreachableException();
        }
    }

    protected override IEnumerable<SwitchChange> CaptureUnderLock() => [.. _byUuid.Values];
}

using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.Lambda.EventSources;

/// <summary>Everything that can happen to what was switched by hand: the whole of what a journal has to keep.</summary>
internal abstract record SwitchChange
{
    /// <param name="IsEnabledByTemplate">What the template said then.</param>
    public sealed record Switched(string Uuid, bool IsEnabled, bool IsEnabledByTemplate) : SwitchChange;

    public sealed record Overruled(string Uuid) : SwitchChange;

    public sealed record Cleared : SwitchChange;
}

/// <summary><see cref="SwitchChange"/>s in the journal.</summary>
internal sealed class SwitchChangeCodec : ChangeCodec<SwitchChange>
{
    public SwitchChangeCodec()
    {
        Kind(
            1,
            (to, switched) =>
            {
                to.Text(switched.Uuid);
                to.Flag(switched.IsEnabled);
                to.Flag(switched.IsEnabledByTemplate);
            },
            (ref from) => new SwitchChange.Switched(from.Text(), from.Flag(), from.Flag()));
        Kind(2, (to, overruled) => to.Text(overruled.Uuid), (ref from) => new SwitchChange.Overruled(from.Text()));
        Kind<SwitchChange.Cleared>(3);
    }
}

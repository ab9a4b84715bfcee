using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.Tests.Kernel.Journal;

/// <summary>Durability whose end a test decides.</summary>
internal sealed class TaskDurability(Func<Task> whenDurable) : IDurability
{
    public bool IsKept => true;

    public Task WhenDurableAsync() => whenDurable();
}

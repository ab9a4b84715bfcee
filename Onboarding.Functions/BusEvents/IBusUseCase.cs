using Onboarding.Functions.Hosting;

namespace Onboarding.Functions.BusEvents;

/// <summary>A use case that subscribes to events of this application.</summary>
internal interface IBusUseCase
{
    /// <summary>
    /// Handles one event, which may come more than once: the effect is one, by <see cref="BusEvent.Id"/> or by a
    /// condition that follows from it. Throwing means "not done, deliver again".
    /// </summary>
    /// <param name="context">Its trace is the event's.</param>
    Task HandleAsync(BusEvent incoming, InvocationContext context);
}

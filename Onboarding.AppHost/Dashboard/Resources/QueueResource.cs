using System.Globalization;
using Onboarding.AppHost.Dashboard.Resources.Wire;
using Onboarding.LocalAws.Hosting.Views;

namespace Onboarding.AppHost.Dashboard.Resources;

/// <summary>A queue; one for dead letters is degraded while there are some, and can be redriven.</summary>
internal static class QueueResource
{
    public static ResourceState Describe(QueueView queue)
    {
        var resource = new ResourceBuilder(queue.Name, "Queue", queue.CreatedAt, "MailInboxAll")
            .Property("Arn", queue.Arn)
            .Property("Visible", queue.VisibleCount.ToString(CultureInfo.InvariantCulture))
            .Property("In flight", queue.InFlightCount.ToString(CultureInfo.InvariantCulture))
            .Property("Delayed", queue.DelayedCount.ToString(CultureInfo.InvariantCulture));
        if (queue.DeadLetterTargetArn is { } target)
        {
            resource.Reference(target[(target.LastIndexOf(':') + 1)..]);
        }

        return queue.IsDeadLetterQueue ? WithDeadLetters(resource, queue).Build() : resource.Build();
    }

    private static ResourceBuilder WithDeadLetters(ResourceBuilder resource, QueueView queue) => resource
        .Command(Commands.RedriveQueue(
            queue.Count > 0,
            "Sends its messages on their way again: to their queue, or their records to the function."))
        .Health(
            "dead letters",
            queue.Count == 0 ? HealthStatus.Healthy : HealthStatus.Degraded,
            queue.Count == 0
                ? "Empty: nothing was given up."
                : string.Create(CultureInfo.InvariantCulture, $"{queue.Count} messages were given up and wait."));
}

using System.Globalization;
using Onboarding.AppHost.Dashboard.Resources.Wire;
using Onboarding.LocalAws.Hosting.Views;

namespace Onboarding.AppHost.Dashboard.Resources;

/// <summary>The emulator itself, and those of its parts that have no state of their own to speak of.</summary>
internal static class HostResources
{
    /// <summary>The service name of the emulator's telemetry: see Graph/TelemetryTarget.cs.</summary>
    public const string Emulator = "localaws";

    private const string Mailbox = "mailbox";
    private const string HttpApi = "http-api";

    public static ResourceState DescribeEmulator(HostView host, DateTimeOffset startedAt)
    {
        var canPause = host.EventSources.Any(s => s.State == EventSourceState.Running);
        var canResume = host.EventSources.Any(s => s.State == EventSourceState.Paused);
        return new ResourceBuilder(Emulator, "Emulator", startedAt, "CloudFlow")
            .Property("Endpoint", host.EdgeUrl.GetLeftPart(UriPartial.Authority))
            .Property("Region", host.Region)
            .Property("Account", host.AccountId)
            .Url("Pages", new Uri(host.EdgeUrl, "/_localaws"))
            .Health("edge", HealthStatus.Healthy, "It answers.")
            .Command(Commands.ResetHost())
            .Command(Commands.PauseEventSource(canPause))
            .Command(Commands.ResumeEventSource(canResume))
            .Build();
    }

    public static ResourceState DescribeMailbox(HostView host, DateTimeOffset startedAt) =>
        new ResourceBuilder(Mailbox, "Mailbox", startedAt, "Mail")
            .Property("Service", "SES")
            .Property("Mails", host.MailCount.ToString(CultureInfo.InvariantCulture))
            .Url("Mails", new Uri(host.EdgeUrl, "/_localaws/mail"))
            .Parent(Emulator)
            .Build();

    public static ResourceState DescribeHttpApi(HttpApiView api, Uri url, DateTimeOffset startedAt)
    {
        var resource = new ResourceBuilder(HttpApi, "HTTP API", startedAt, "GlobeArrowForward")
            .Property("Id", api.ApiId)
            .Url("API", url);
        foreach (var (route, function) in api.Routes)
        {
            resource.Property(route, function);
        }

        foreach (var function in api.Routes.Values.Distinct())
        {
            resource.Reference(function);
        }

        return resource.Build();
    }

    public static ResourceState Describe(TableView table)
    {
        var resource = new ResourceBuilder(table.Name, "Table", table.CreatedAt, "Table")
            .Property("Arn", table.Arn)
            .Property("Items", table.ItemCount.ToString(CultureInfo.InvariantCulture))
            .Property("Size", string.Create(CultureInfo.InvariantCulture, $"{table.SizeBytes} bytes"));
        if (table.StreamArn is { } stream)
        {
            resource.Property("Stream", stream);
        }

        return resource.Build();
    }

    public static ResourceState Describe(UserPoolView pool) =>
        new ResourceBuilder(pool.Id, "User pool", pool.CreatedAt, "PeopleLock", pool.Name)
            .Property("Id", pool.Id)
            .Build();

    public static ResourceState Describe(StateMachineView machine) =>
        new ResourceBuilder(machine.Name, "Workflow", machine.CreatedAt, "Flow")
            .Property("Arn", machine.Arn)
            .Property("Type", machine.IsExpress ? "Express" : "Standard")
            .Property("Running", machine.RunningCount.ToString(CultureInfo.InvariantCulture))
            .Property("Ended", machine.EndedCount.ToString(CultureInfo.InvariantCulture))
            .Property("Failed", machine.FailedCount.ToString(CultureInfo.InvariantCulture))
            .Build();
}

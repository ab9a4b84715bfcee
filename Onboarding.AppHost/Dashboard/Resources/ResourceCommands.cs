using System.Globalization;
using Onboarding.AppHost.Dashboard.Logs;
using Onboarding.AppHost.Dashboard.Resources.Wire;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Hosting.Views;

namespace Onboarding.AppHost.Dashboard.Resources;

/// <summary>
/// Runs what a person has clicked. What comes of it is the dashboard's message, and a line of the console.
/// </summary>
internal sealed class ResourceCommands(LocalAwsHost host, ConsoleLogs consoles)
{
    public async Task<CommandReply> RunAsync(CommandQuery query, CancellationToken stop)
    {
        try
        {
            var outcome = await RunAsync(query.CommandName, query.ResourceName, stop);
            consoles.Of(query.ResourceName).Add($"{query.CommandName}: {outcome}");
            return new CommandReply { Kind = CommandKind.CommandSucceeded, Message = outcome };
        }
        catch (LocalAwsException e)
        {
            return new CommandReply { Kind = CommandKind.CommandFailed, Message = e.Message };
        }
    }

    private async Task<string> RunAsync(string command, string resource, CancellationToken stop)
    {
        var view = host.Inspect();
        var source = view.EventSources.FirstOrDefault(s => EventSourceResource.NameOf(s) == resource);
        switch (command)
        {
            case Commands.Restart:
                return Text($"{host.Control.RestartFunction(resource)} environments have ended");
            case Commands.Pause when resource == HostResources.Emulator:
                return ForEach(view, EventSourceState.Running, mapping => mapping.Pause(), "paused");
            case Commands.Resume when resource == HostResources.Emulator:
                return ForEach(view, EventSourceState.Paused, mapping => mapping.Resume(), "going on");
            case Commands.Pause when source is not null:
                Find(source.Uuid).Pause();
                return "deliveries are held back";
            case Commands.Resume when source is not null:
                Find(source.Uuid).Resume();
                return "deliveries go on";
            case Commands.Redrive when source is not null:
                return Describe(await host.Control.RedriveEventSourceAsync(source.Uuid, stop));
            case Commands.Redrive:
                return Describe(await host.Control.RedriveAsync(resource, stop));
            case Commands.Reset when resource == HostResources.Emulator:
                // Once it has begun it must end: a page that is closed meanwhile would leave half a stack.
                await host.ResetAsync(CancellationToken.None);
                return "everything was forgotten, and the template provisioned anew";
            default:
                throw new LocalAwsException($"{resource} has no command {command}");
        }
    }

    private EventSourceMapping Find(string uuid) =>
        host.EventSources.List().FirstOrDefault(mapping => mapping.Uuid == uuid)
        ?? throw new LocalAwsException($"there is no event source mapping {uuid}");

    private string ForEach(HostView view, EventSourceState state, Action<EventSourceMapping> run, string outcome)
    {
        var sources = view.EventSources.Where(s => s.State == state).ToList();
        sources.ForEach(s => run(Find(s.Uuid)));
        return Text($"{sources.Count} event sources are {outcome}");
    }

    /// <exception cref="LocalAwsException">Something has failed again: the dashboard shows it as a failure.</exception>
    private static string Describe(RedriveReport report)
    {
        var text = Text($"{report.Moved} messages moved back, {report.Records} records delivered; {report.Left} left");
        return report is { Failed: 0, NotFound: 0 }
            ? text
            : throw new LocalAwsException(Text(
                $"{text}. The records of {report.Failed} failed again, those of {report.NotFound} are gone."));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

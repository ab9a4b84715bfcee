using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Onboarding.AppHost.Graph;

namespace Onboarding.AppHost.Aspire;

/// <summary>Adds the emulator to an Aspire application.</summary>
internal static class LocalAwsBuilderExtensions
{
    /// <summary>
    /// The emulator with the template provisioned and no function of its own. It is healthy when the stack is ready.
    /// </summary>
    /// <param name="port">Fixed and without a proxy, as people's own settings name it.</param>
    /// <param name="arguments">Further options of the embedded host, for example <c>--data .data</c>.</param>
    public static IResourceBuilder<LocalAwsResource> AddLocalAws(
        this IDistributedApplicationBuilder builder, string name, int port, FileInfo template, string[] arguments)
    {
        var resource = new LocalAwsResource(name, OwnProgram.Command, builder.AppHostDirectory);
        var ready = $"{name}_ready";
        builder.Services.AddHealthChecks().AddCheck(ready, new StackReady(resource.ReadyFile));
        string[] all =
        [
            OwnProgram.File, "--functions", "external", "--no-dashboard",
            "--port", port.ToString(CultureInfo.InvariantCulture), "--template", template.FullName,
            "--ready-file", resource.ReadyFile.FullName, .. arguments,
        ];
        return builder.AddResource(resource)
            .WithArgs(all)
            .WithHttpEndpoint(port: port, targetPort: port, name: LocalAwsResource.EdgeName, isProxied: false)
            .WithHttpHealthCheck("/_localaws/health", endpointName: LocalAwsResource.EdgeName)
            .WithHealthCheck(ready)
            .WithOtlpExporter()
            .WithPages()
            .WithEmulatorCommands()
            .ExcludeFromManifest()
            .OnBeforeResourceStarted((emulator, _, _) =>
            {
                emulator.ReadyFile.Delete();
                return Task.CompletedTask;
            });
    }

    /// <summary>The key of POST /register, so that the person who starts the graph can choose it.</summary>
    public static IResourceBuilder<LocalAwsResource> WithDevelopmentKey(
        this IResourceBuilder<LocalAwsResource> builder, IResourceBuilder<ParameterResource> key) =>
        builder.WithEnvironment(DevelopmentKey.Variable, key);

    /// <summary>Another endpoint plays these services, once it is healthy; the emulator plays the rest.</summary>
    public static IResourceBuilder<LocalAwsResource> WithBackend(
        this IResourceBuilder<LocalAwsResource> builder, IResourceBuilder<ContainerResource> backend, string[] services)
    {
        var endpoint = backend.GetEndpoint("http");
        foreach (var service in services)
        {
            builder.WithAnnotation(new AwsBackendAnnotation(service, endpoint));
            builder.WithArgs(context =>
            {
                context.Args.Add("--aws");
                context.Args.Add(ReferenceExpression.Create($"{service}={endpoint}"));
            });
        }

        return builder.WaitFor(backend);
    }

    private static IResourceBuilder<LocalAwsResource> WithPages(this IResourceBuilder<LocalAwsResource> builder)
    {
        var edge = builder.Resource.Edge;
        return builder.WithUrl(ReferenceExpression.Create($"{edge}/"), "HTTP API")
            .WithUrl(ReferenceExpression.Create($"{edge}/_localaws/mail"), "Mailbox")
            .WithUrl(ReferenceExpression.Create($"{edge}/_localaws"), "Pages");
    }

    private static IResourceBuilder<LocalAwsResource> WithEmulatorCommands(
        this IResourceBuilder<LocalAwsResource> builder) => builder
        .WithHttpCommand(
            "/_localaws/reset",
            "Reset",
            endpointName: LocalAwsResource.EdgeName,
            commandName: "reset",
            commandOptions: new HttpCommandOptions
            {
                Description = "Forgets everything and provisions the template anew.",
                ConfirmationMessage = "Forget every table, queue, object, mail and user?",
                IconName = "ArrowReset",
            })
        .WithEventSourceCommand("pause", "Pause event sources", "Pause")
        .WithEventSourceCommand("resume", "Resume event sources", "Play")
        .WithEventSourceCommand("redrive", "Redrive", "ArrowRepeatAll");

    private static IResourceBuilder<LocalAwsResource> WithEventSourceCommand(
        this IResourceBuilder<LocalAwsResource> builder, string verb, string displayName, string iconName) =>
        builder.WithCommand(
            verb,
            displayName,
            async context =>
            {
                using var http = new HttpClient();
                try
                {
                    var lines = await new EventSources(http, builder.Resource.Edge.Url)
                        .ApplyAsync(verb, context.CancellationToken);
                    return CommandResults.Success(displayName, string.Join('\n', lines));
                }
                catch (HttpRequestException e)
                {
                    return CommandResults.Failure(e);
                }
            },
            new CommandOptions { IconName = iconName });
}

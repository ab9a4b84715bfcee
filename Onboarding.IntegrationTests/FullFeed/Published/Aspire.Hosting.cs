// Aspire.Hosting 13.5.4, as far as Onboarding.AppHost/Aspire uses it. Every signature is that of the published API:
// https://github.com/microsoft/aspire/blob/0b516300267ea7aca7648f92b3197c7757f6555f/src/Aspire.Hosting/api/Aspire.Hosting.cs
// Bases and members that are not used are left out; nothing here is run.
#nullable enable
#pragma warning disable CS1591, CS8597, IDE0060, IDE0044, IDE0051

using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting
{
    // https://github.com/microsoft/aspire/blob/0b516300267ea7aca7648f92b3197c7757f6555f/src/Aspire.Hosting/api/Aspire.Hosting.cs
    public class DistributedApplication
    {
        public static IDistributedApplicationBuilder CreateBuilder(DistributedApplicationOptions options) => throw null;

        public virtual Task RunAsync(CancellationToken cancellationToken = default) => throw null;
    }

    // https://github.com/microsoft/aspire/blob/0b516300267ea7aca7648f92b3197c7757f6555f/src/Aspire.Hosting/api/Aspire.Hosting.cs
    public sealed class DistributedApplicationOptions
    {
        public bool AllowUnsecuredTransport { get; set; }

        public string[]? Args { get; set; }

        public string? DashboardApplicationName { get; set; }
    }

    // https://github.com/microsoft/aspire/blob/0b516300267ea7aca7648f92b3197c7757f6555f/src/Aspire.Hosting/api/Aspire.Hosting.cs
    public interface IDistributedApplicationBuilder
    {
        string AppHostDirectory { get; }

        ConfigurationManager Configuration { get; }

        IResourceCollection Resources { get; }

        IServiceCollection Services { get; }

        IResourceBuilder<T> AddResource<T>(T resource)
            where T : IResource;

        DistributedApplication Build();
    }

    // https://github.com/microsoft/aspire/blob/0b516300267ea7aca7648f92b3197c7757f6555f/src/Aspire.Hosting/api/Aspire.Hosting.cs
    public interface IResourceWithServiceDiscovery : IResourceWithEndpoints;

    // https://github.com/microsoft/aspire/blob/0b516300267ea7aca7648f92b3197c7757f6555f/src/Aspire.Hosting/api/Aspire.Hosting.cs
    public static class ContainerResourceBuilderExtensions
    {
        public static IResourceBuilder<ContainerResource> AddContainer(
            this IDistributedApplicationBuilder builder, string name, string image, string tag) => throw null;
    }

    // https://github.com/microsoft/aspire/blob/0b516300267ea7aca7648f92b3197c7757f6555f/src/Aspire.Hosting/api/Aspire.Hosting.cs
    public static class DistributedApplicationEventingExtensions
    {
        public static IResourceBuilder<T> OnBeforeResourceStarted<T>(
            this IResourceBuilder<T> builder, Func<T, BeforeResourceStartedEvent, CancellationToken, Task> callback)
            where T : IResource => throw null;
    }

    // https://github.com/microsoft/aspire/blob/0b516300267ea7aca7648f92b3197c7757f6555f/src/Aspire.Hosting/api/Aspire.Hosting.cs
    public static class ExecutableResourceBuilderExtensions
    {
        public static IResourceBuilder<ExecutableResource> AddExecutable(
            this IDistributedApplicationBuilder builder,
            string name,
            string command,
            string workingDirectory,
            params string[]? args) => throw null;
    }

    // https://github.com/microsoft/aspire/blob/0b516300267ea7aca7648f92b3197c7757f6555f/src/Aspire.Hosting/api/Aspire.Hosting.cs
    public static class OtlpConfigurationExtensions
    {
        public static IResourceBuilder<T> WithOtlpExporter<T>(this IResourceBuilder<T> builder)
            where T : IResourceWithEnvironment => throw null;
    }

    // https://github.com/microsoft/aspire/blob/0b516300267ea7aca7648f92b3197c7757f6555f/src/Aspire.Hosting/api/Aspire.Hosting.cs
    public static class ParameterResourceBuilderExtensions
    {
        public static IResourceBuilder<ParameterResource> AddParameter(
            this IDistributedApplicationBuilder builder,
            string name,
            Func<string> valueGetter,
            bool publishValueAsDefault = false,
            bool secret = false) => throw null;
    }

    // https://github.com/microsoft/aspire/blob/0b516300267ea7aca7648f92b3197c7757f6555f/src/Aspire.Hosting/api/Aspire.Hosting.cs
    public static class ResourceBuilderExtensions
    {
        public static IResourceBuilder<T> ExcludeFromManifest<T>(this IResourceBuilder<T> builder)
            where T : IResource => throw null;

        public static EndpointReference GetEndpoint<T>(this IResourceBuilder<T> builder, string name)
            where T : IResourceWithEndpoints => throw null;

        public static IResourceBuilder<T> WaitFor<T>(
            this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
            where T : IResourceWithWaitSupport => throw null;

        public static IResourceBuilder<T> WithArgs<T>(
            this IResourceBuilder<T> builder, Action<CommandLineArgsCallbackContext> callback)
            where T : IResourceWithArgs => throw null;

        public static IResourceBuilder<T> WithArgs<T>(this IResourceBuilder<T> builder, params string[] args)
            where T : IResourceWithArgs => throw null;

        public static IResourceBuilder<T> WithCommand<T>(
            this IResourceBuilder<T> builder,
            string name,
            string displayName,
            Func<ExecuteCommandContext, Task<ExecuteCommandResult>> executeCommand,
            CommandOptions? commandOptions = null)
            where T : IResource => throw null;

        public static IResourceBuilder<T> WithEnvironment<T>(
            this IResourceBuilder<T> builder, Func<EnvironmentCallbackContext, Task> callback)
            where T : IResourceWithEnvironment => throw null;

        public static IResourceBuilder<T> WithEnvironment<T>(
            this IResourceBuilder<T> builder, string name, EndpointReference endpointReference)
            where T : IResourceWithEnvironment => throw null;

        public static IResourceBuilder<T> WithEnvironment<T>(
            this IResourceBuilder<T> builder, string name, IResourceBuilder<ParameterResource> parameter)
            where T : IResourceWithEnvironment => throw null;

        public static IResourceBuilder<T> WithEnvironment<T>(
            this IResourceBuilder<T> builder, string name, ReferenceExpression value)
            where T : IResourceWithEnvironment => throw null;

        public static IResourceBuilder<T> WithEnvironment<T>(
            this IResourceBuilder<T> builder, string name, string? value)
            where T : IResourceWithEnvironment => throw null;

        public static IResourceBuilder<T> WithExplicitStart<T>(this IResourceBuilder<T> builder)
            where T : IResource => throw null;

        public static IResourceBuilder<T> WithHealthCheck<T>(this IResourceBuilder<T> builder, string key)
            where T : IResource => throw null;

        public static IResourceBuilder<TResource> WithHttpCommand<TResource>(
            this IResourceBuilder<TResource> builder,
            string path,
            string displayName,
            string? endpointName = null,
            string? commandName = null,
            HttpCommandOptions? commandOptions = null)
            where TResource : IResourceWithEndpoints => throw null;

        public static IResourceBuilder<T> WithHttpEndpoint<T>(
            this IResourceBuilder<T> builder,
            int? port = null,
            int? targetPort = null,
            string? name = null,
            string? env = null,
            bool? isProxied = null)
            where T : IResourceWithEndpoints => throw null;

        public static IResourceBuilder<T> WithHttpHealthCheck<T>(
            this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null)
            where T : IResourceWithEndpoints => throw null;

        public static IResourceBuilder<T> WithParentRelationship<T>(
            this IResourceBuilder<T> builder, IResourceBuilder<IResource> parent)
            where T : IResource => throw null;

        public static IResourceBuilder<TDestination> WithReference<TDestination>(
            this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
            where TDestination : IResourceWithEnvironment => throw null;

        public static IResourceBuilder<T> WithUrl<T>(
            this IResourceBuilder<T> builder, ReferenceExpression url, string? displayText = null)
            where T : IResource => throw null;
    }
}

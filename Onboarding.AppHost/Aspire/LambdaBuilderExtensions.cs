using Amazon.Lambda;
using Amazon.Lambda.Model;
using Amazon.Runtime;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Onboarding.LocalAws.Hosting;

namespace Onboarding.AppHost.Aspire;

/// <summary>Adds the functions of a template to an Aspire application that has the emulator.</summary>
internal static class LambdaBuilderExtensions
{
    /// <summary>
    /// A resource per function of the template, started once the stack is ready: its logs, traces and restarts are its
    /// own. The emulator gives it events by its Runtime API.
    /// </summary>
    public static IReadOnlyList<IResourceBuilder<LambdaFunctionResource>> AddLambdaFunctions(
        this IDistributedApplicationBuilder builder,
        IResourceBuilder<LocalAwsResource> localAws,
        StackOptions template,
        LocalAwsOptions host) =>
    [
        .. TemplateFunctions.NamesIn(template, host).Values.Order(StringComparer.Ordinal)
            .Select(function => builder.AddLambdaFunction(localAws, function, host.Region)),
    ];

    private static IResourceBuilder<LambdaFunctionResource> AddLambdaFunction(
        this IDistributedApplicationBuilder builder,
        IResourceBuilder<LocalAwsResource> localAws,
        string function,
        string region)
    {
        var edge = localAws.Resource.Edge;
        var resource = new LambdaFunctionResource(function, OwnProgram.Command, OwnProgram.FunctionsFolder);
        return builder.AddResource(resource)
            .WithArgs("bootstrap.dll")
            .WithReference(localAws)
            .WithParentRelationship(localAws)
            .WaitFor(localAws)
            .WithOtlpExporter()
            .WithEnvironment(context => AddConfigurationAsync(context, edge, function, region))
            .WithEnvironment("AWS_LAMBDA_FUNCTION_NAME", function)
            .WithEnvironment(
                "AWS_LAMBDA_RUNTIME_API",
                ReferenceExpression.Create($"{edge.Property(EndpointProperty.HostAndPort)}/{function}"))
            .WithEnvironment("AWS_REGION", region)
            .WithEnvironment("AWS_ACCESS_KEY_ID", "test")
            .WithEnvironment("AWS_SECRET_ACCESS_KEY", "test")
            .WithEnvironment("AWS_ENDPOINT_URL", edge)
            .WithEnvironment("ONBOARDING_TELEMETRY_FLUSH", "background")
            .WithBackends(localAws.Resource)
            .ExcludeFromManifest();
    }

    /// <summary>
    /// What the stack gives the function: the emulator is ready by then, and knows the names of tables and queues.
    /// </summary>
    private static async Task AddConfigurationAsync(
        EnvironmentCallbackContext context, EndpointReference edge, string function, string region)
    {
        using var lambda = new AmazonLambdaClient(
            new BasicAWSCredentials("test", "test"),
            new AmazonLambdaConfig { ServiceURL = edge.Url, AuthenticationRegion = region });
        var configuration = await lambda.GetFunctionConfigurationAsync(
            new GetFunctionConfigurationRequest { FunctionName = function }, context.CancellationToken);
        context.EnvironmentVariables["_HANDLER"] = configuration.Handler;
        foreach (var variable in configuration.Environment?.Variables ?? [])
        {
            context.EnvironmentVariables[variable.Key] = variable.Value;
        }
    }

    /// <summary>The SDK's own variable for each service that the emulator does not play.</summary>
    private static IResourceBuilder<LambdaFunctionResource> WithBackends(
        this IResourceBuilder<LambdaFunctionResource> builder, LocalAwsResource localAws)
    {
        foreach (var backend in localAws.Annotations.OfType<AwsBackendAnnotation>())
        {
            builder.WithEnvironment($"AWS_ENDPOINT_URL_{backend.Service.ToUpperInvariant()}", backend.Endpoint);
        }

        return builder;
    }
}

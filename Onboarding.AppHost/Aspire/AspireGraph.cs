using Aspire.Hosting;
using Onboarding.AppHost.Graph;
using Onboarding.Functions.AuthorizeApiKey;
using Onboarding.Functions.Randomness;
using Onboarding.LocalAws.Hosting;

namespace Onboarding.AppHost.Aspire;

/// <summary>The stack as an Aspire application: the same pieces as Graph/OnboardingApp, each a resource.</summary>
internal static class AspireGraph
{
    /// <summary>The last image that starts without a token, and what it has of what the pipeline uses.</summary>
    private const string LocalStackTag = "4.14.0";

    /// <summary>The tables' streams go with the tables.</summary>
    private static readonly string[] LocalStackServices = ["dynamodb", "s3"];

    /// <exception cref="LocalAwsException">An option or the template is wrong.</exception>
    public static void Describe(IDistributedApplicationBuilder builder, GraphArguments arguments)
    {
        if (arguments.Aws == GraphArguments.Account)
        {
            DescribeAccount(builder);
            return;
        }

        var options = arguments.Options;
        var template = TemplateFile.Find(options.Template, builder.AppHostDirectory);
        var key = builder.AddParameter(
            "development-key",
            () => builder.Configuration["Parameters:development-key"] ?? ApiKey.Mint(RandomSource.System).Text,
            secret: true);
        var localAws = builder.AddLocalAws("localaws", options.Port, template, arguments.Host)
            .WithDevelopmentKey(key);
        if (arguments.Aws == GraphArguments.LocalStack)
        {
            var localStack = builder.AddContainer("localstack", "localstack/localstack", LocalStackTag)
                .WithHttpEndpoint(targetPort: 4566, name: "http")
                .WithHttpHealthCheck("/_localstack/health");
            localAws.WithBackend(localStack, LocalStackServices);
        }

        builder.AddLambdaFunctions(
            localAws,
            new StackOptions(template) { Parameters = options.Parameters },
            new LocalAwsOptions { Port = options.Port, AccountId = options.AccountId, Region = options.Region });
    }

    /// <summary>The deployed stack, by the credentials and the region of the SDK's own settings.</summary>
    private static void DescribeAccount(IDistributedApplicationBuilder builder)
    {
        var aws = builder.AddAWSSDKConfig();
        var stack = builder.AddAWSCloudFormationStack("onboarding").WithReference(aws);
        builder.AddExecutable(
                "keys", OwnProgram.Command, builder.AppHostDirectory,
                OwnProgram.File, "keys", "list", "--endpoint", "aws")
            .WithReference(stack)
            .WithReference(aws)
            .WithExplicitStart()
            .ExcludeFromManifest();
    }
}

// Aspire.Hosting.AWS 13.7.3, as far as Onboarding.AppHost/Aspire uses it; see Aspire.Hosting.cs beside it.
#nullable enable
#pragma warning disable CS1591, CS8597, IDE0060

using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.AWS;
using Aspire.Hosting.AWS.CloudFormation;

namespace Aspire.Hosting
{
    // https://github.com/aws/integrations-on-dotnet-aspire-for-aws/blob/main/src/Aspire.Hosting.AWS/SDKResourceExtensions.cs
    public static class SDKResourceExtensions
    {
        public static IAWSSDKConfig AddAWSSDKConfig(this IDistributedApplicationBuilder builder) => throw null;

        public static IResourceBuilder<TDestination> WithReference<TDestination>(
            this IResourceBuilder<TDestination> builder, IAWSSDKConfig awsSdkConfig)
            where TDestination : IResourceWithEnvironment => throw null;
    }

    // https://github.com/aws/integrations-on-dotnet-aspire-for-aws/blob/main/src/Aspire.Hosting.AWS/CloudFormation/CloudFormationExtensions.cs
    public static class CloudFormationExtensions
    {
        public static IResourceBuilder<ICloudFormationStackResource> AddAWSCloudFormationStack(
            this IDistributedApplicationBuilder builder, string name, string? stackName = null) => throw null;

        public static IResourceBuilder<TDestination> WithReference<TDestination>(
            this IResourceBuilder<TDestination> builder, IAWSSDKConfig awsSdkConfig)
            where TDestination : ICloudFormationResource => throw null;

        public static IResourceBuilder<TDestination> WithReference<TDestination>(
            this IResourceBuilder<TDestination> builder,
            IResourceBuilder<ICloudFormationResource> cloudFormationResourceBuilder,
            string configSection = "AWS:Resources")
            where TDestination : IResourceWithEnvironment, IResourceWithWaitSupport => throw null;
    }
}

namespace Aspire.Hosting.AWS
{
    // https://github.com/aws/integrations-on-dotnet-aspire-for-aws/blob/main/src/Aspire.Hosting.AWS/IAWSSDKConfig.cs
    public interface IAWSSDKConfig;

    // https://github.com/aws/integrations-on-dotnet-aspire-for-aws/blob/main/src/Aspire.Hosting.AWS/IAWSResource.cs
    public interface IAWSResource : IResource;
}

namespace Aspire.Hosting.AWS.CloudFormation
{
    // https://github.com/aws/integrations-on-dotnet-aspire-for-aws/blob/main/src/Aspire.Hosting.AWS/CloudFormation/ICloudFormationResource.cs
    public interface ICloudFormationResource : IAWSResource, IResourceWithWaitSupport;

    // https://github.com/aws/integrations-on-dotnet-aspire-for-aws/blob/main/src/Aspire.Hosting.AWS/CloudFormation/ICloudFormationStackResource.cs
    public interface ICloudFormationStackResource : ICloudFormationResource;
}

// LocalStack.Client 2.0.0, as far as Onboarding.AppHost and the tests use it. The package has no nullable annotations.
#nullable disable
#pragma warning disable CS1591, CS8597, IDE0060

using Amazon.Runtime;
using LocalStack.Client.Contracts;

namespace LocalStack.Client
{
    // https://github.com/localstack-dotnet/localstack-dotnet-client/blob/master/src/LocalStack.Client/SessionStandalone.cs
    public class SessionStandalone
    {
        private SessionStandalone()
        {
        }

        public static ISessionStandalone Init() => throw null;
    }
}

namespace LocalStack.Client.Contracts
{
    // https://github.com/localstack-dotnet/localstack-dotnet-client/blob/master/src/LocalStack.Client/Contracts/ISession.cs
    public interface ISession
    {
        TClient CreateClientByImplementation<TClient>(bool useServiceUrl = false)
            where TClient : AmazonServiceClient;
    }

    // https://github.com/localstack-dotnet/localstack-dotnet-client/blob/master/src/LocalStack.Client/Contracts/ISessionStandalone.cs
    public interface ISessionStandalone
    {
        ISessionStandalone WithSessionOptions(ISessionOptions sessionOptions);

        ISessionStandalone WithConfigurationOptions(IConfigOptions configOptions);

        ISession Create();
    }

    // https://github.com/localstack-dotnet/localstack-dotnet-client/blob/master/src/LocalStack.Client/Contracts/ISessionOptions.cs
    public interface ISessionOptions;

    // https://github.com/localstack-dotnet/localstack-dotnet-client/blob/master/src/LocalStack.Client/Contracts/IConfigOptions.cs
    public interface IConfigOptions;
}

namespace LocalStack.Client.Options
{
    // https://github.com/localstack-dotnet/localstack-dotnet-client/blob/master/src/LocalStack.Client/Options/SessionOptions.cs
    public class SessionOptions : ISessionOptions
    {
        public SessionOptions(
            string awsAccessKeyId = "accessKey",
            string awsAccessKey = "secretKey",
            string awsSessionToken = "token",
            string regionName = "us-east-1") => throw null;
    }

    // https://github.com/localstack-dotnet/localstack-dotnet-client/blob/master/src/LocalStack.Client/Options/ConfigOptions.cs
    public class ConfigOptions : IConfigOptions
    {
        public ConfigOptions(
            string localStackHost = "localhost.localstack.cloud",
            bool useSsl = false,
            bool useLegacyPorts = false,
            int edgePort = 4566) => throw null;
    }
}

// AWSSDK.Lambda 4, as far as Onboarding.AppHost uses it: value types are nullable since 4.0
// (https://docs.aws.amazon.com/sdk-for-net/v4/developer-guide/net-dg-v4.html). The package has no nullable annotations.
#nullable disable
#pragma warning disable CS1591, CS8597, IDE0060

using Amazon.Lambda.Model;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace Amazon.Lambda
{
    // https://github.com/aws/aws-sdk-net/blob/main/sdk/src/Services/Lambda/Generated/AmazonLambdaConfig.cs
    public class AmazonLambdaConfig : ClientConfig
    {
        public AmazonLambdaConfig()
            : base(default(IDefaultConfigurationProvider)) => throw null;

        public override string RegionEndpointServiceName => throw null;

        public override string ServiceVersion => throw null;

        public override string UserAgent => throw null;

        public override Endpoint DetermineServiceOperationEndpoint(
            ServiceOperationEndpointParameters parameters) => throw null;
    }

    // https://github.com/aws/aws-sdk-net/blob/main/sdk/src/Services/Lambda/Generated/_netstandard/AmazonLambdaClient.cs
    public class AmazonLambdaClient : AmazonServiceClient
    {
        public AmazonLambdaClient(AWSCredentials credentials, AmazonLambdaConfig clientConfig)
            : base(credentials, clientConfig) => throw null;

        public virtual Task<GetFunctionConfigurationResponse> GetFunctionConfigurationAsync(
            GetFunctionConfigurationRequest request, CancellationToken cancellationToken = default) => throw null;
    }
}

namespace Amazon.Lambda.Model
{
    // https://github.com/aws/aws-sdk-net/blob/main/sdk/src/Services/Lambda/Generated/Model/GetFunctionConfigurationRequest.cs
    public class GetFunctionConfigurationRequest : AmazonWebServiceRequest
    {
        public string FunctionName { get; set; }
    }

    // https://github.com/aws/aws-sdk-net/blob/main/sdk/src/Services/Lambda/Generated/Model/GetFunctionConfigurationResponse.cs
    public class GetFunctionConfigurationResponse : AmazonWebServiceResponse
    {
        public EnvironmentResponse Environment { get; set; }

        public string Handler { get; set; }
    }

    // https://github.com/aws/aws-sdk-net/blob/main/sdk/src/Services/Lambda/Generated/Model/EnvironmentResponse.cs
    public class EnvironmentResponse
    {
        public Dictionary<string, string> Variables { get; set; }
    }
}

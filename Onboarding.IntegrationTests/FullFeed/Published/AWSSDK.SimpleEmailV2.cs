// AWSSDK.SimpleEmailV2 4, as far as Onboarding.Functions uses it: value types are nullable since 4.0
// (https://docs.aws.amazon.com/sdk-for-net/v4/developer-guide/net-dg-v4.html). The package has no nullable annotations.
#nullable disable
#pragma warning disable CS1591, CS8597, IDE0060

using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.SimpleEmailV2.Model;

namespace Amazon.SimpleEmailV2
{
    // https://github.com/aws/aws-sdk-net/blob/main/sdk/src/Services/SimpleEmailV2/Generated/_netstandard/IAmazonSimpleEmailServiceV2.cs
    public interface IAmazonSimpleEmailServiceV2 : IDisposable
    {
        Task<SendEmailResponse> SendEmailAsync(SendEmailRequest request, CancellationToken cancellationToken = default);
    }

    // https://github.com/aws/aws-sdk-net/blob/main/sdk/src/Services/SimpleEmailV2/Generated/AmazonSimpleEmailServiceV2Config.cs
    public class AmazonSimpleEmailServiceV2Config : ClientConfig
    {
        public AmazonSimpleEmailServiceV2Config()
            : base(default(IDefaultConfigurationProvider)) => throw null;

        public override string RegionEndpointServiceName => throw null;

        public override string ServiceVersion => throw null;

        public override string UserAgent => throw null;

        public override Endpoint DetermineServiceOperationEndpoint(
            ServiceOperationEndpointParameters parameters) => throw null;
    }

    // https://github.com/aws/aws-sdk-net/blob/main/sdk/src/Services/SimpleEmailV2/Generated/_netstandard/AmazonSimpleEmailServiceV2Client.cs
    public class AmazonSimpleEmailServiceV2Client : AmazonServiceClient, IAmazonSimpleEmailServiceV2
    {
        public AmazonSimpleEmailServiceV2Client(
            AWSCredentials credentials, AmazonSimpleEmailServiceV2Config clientConfig)
            : base(credentials, clientConfig) => throw null;

        public virtual Task<SendEmailResponse> SendEmailAsync(
            SendEmailRequest request, CancellationToken cancellationToken = default) => throw null;
    }
}

namespace Amazon.SimpleEmailV2.Model
{
    // https://github.com/aws/aws-sdk-net/blob/main/sdk/src/Services/SimpleEmailV2/Generated/Model/SendEmailRequest.cs
    public class SendEmailRequest : AmazonWebServiceRequest
    {
        public string ConfigurationSetName { get; set; }

        public EmailContent Content { get; set; }

        public Destination Destination { get; set; }

        public List<MessageTag> EmailTags { get; set; }

        public string FromEmailAddress { get; set; }
    }

    // https://github.com/aws/aws-sdk-net/blob/main/sdk/src/Services/SimpleEmailV2/Generated/Model/SendEmailResponse.cs
    public class SendEmailResponse : AmazonWebServiceResponse
    {
        public string MessageId { get; set; }
    }

    // https://github.com/aws/aws-sdk-net/blob/main/sdk/src/Services/SimpleEmailV2/Generated/Model/EmailContent.cs
    public class EmailContent
    {
        public Message Simple { get; set; }
    }

    // https://github.com/aws/aws-sdk-net/blob/main/sdk/src/Services/SimpleEmailV2/Generated/Model/Message.cs
    public class Message
    {
        public Body Body { get; set; }

        public Content Subject { get; set; }
    }

    // https://github.com/aws/aws-sdk-net/blob/main/sdk/src/Services/SimpleEmailV2/Generated/Model/Body.cs
    public class Body
    {
        public Content Text { get; set; }
    }

    // https://github.com/aws/aws-sdk-net/blob/main/sdk/src/Services/SimpleEmailV2/Generated/Model/Content.cs
    public class Content
    {
        public string Charset { get; set; }

        public string Data { get; set; }
    }

    // https://github.com/aws/aws-sdk-net/blob/main/sdk/src/Services/SimpleEmailV2/Generated/Model/Destination.cs
    public class Destination
    {
        public List<string> ToAddresses { get; set; }
    }

    // https://github.com/aws/aws-sdk-net/blob/main/sdk/src/Services/SimpleEmailV2/Generated/Model/MessageTag.cs
    public class MessageTag
    {
        public string Name { get; set; }

        public string Value { get; set; }
    }
}

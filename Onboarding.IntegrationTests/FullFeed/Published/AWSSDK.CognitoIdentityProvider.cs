// AWSSDK.CognitoIdentityProvider 4, as far as this project uses it: value types are nullable since 4.0
// (https://docs.aws.amazon.com/sdk-for-net/v4/developer-guide/net-dg-v4.html). The package has no nullable annotations.
#nullable disable
#pragma warning disable CS1591, CS8597, IDE0060

using Amazon.CognitoIdentityProvider.Model;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace Amazon.CognitoIdentityProvider
{
    // https://github.com/aws/aws-sdk-net/blob/main/sdk/src/Services/CognitoIdentityProvider/Generated/_netstandard/IAmazonCognitoIdentityProvider.cs
    public interface IAmazonCognitoIdentityProvider : IDisposable
    {
        Task<AdminCreateUserResponse> AdminCreateUserAsync(
            AdminCreateUserRequest request, CancellationToken cancellationToken = default);

        Task<AdminGetUserResponse> AdminGetUserAsync(
            AdminGetUserRequest request, CancellationToken cancellationToken = default);

        Task<AdminSetUserPasswordResponse> AdminSetUserPasswordAsync(
            AdminSetUserPasswordRequest request, CancellationToken cancellationToken = default);

        Task<AdminUpdateUserAttributesResponse> AdminUpdateUserAttributesAsync(
            AdminUpdateUserAttributesRequest request, CancellationToken cancellationToken = default);

        Task<ListUserPoolsResponse> ListUserPoolsAsync(
            ListUserPoolsRequest request, CancellationToken cancellationToken = default);
    }

    // https://github.com/aws/aws-sdk-net/blob/main/sdk/src/Services/CognitoIdentityProvider/Generated/AmazonCognitoIdentityProviderConfig.cs
    public class AmazonCognitoIdentityProviderConfig : ClientConfig
    {
        public AmazonCognitoIdentityProviderConfig()
            : base(default(IDefaultConfigurationProvider)) => throw null;

        public override string RegionEndpointServiceName => throw null;

        public override string ServiceVersion => throw null;

        public override string UserAgent => throw null;

        public override Endpoint DetermineServiceOperationEndpoint(
            ServiceOperationEndpointParameters parameters) => throw null;
    }

    // https://github.com/aws/aws-sdk-net/blob/main/sdk/src/Services/CognitoIdentityProvider/Generated/_netstandard/AmazonCognitoIdentityProviderClient.cs
    public class AmazonCognitoIdentityProviderClient : AmazonServiceClient, IAmazonCognitoIdentityProvider
    {
        public AmazonCognitoIdentityProviderClient()
            : base(new AmazonCognitoIdentityProviderConfig()) => throw null;

        public AmazonCognitoIdentityProviderClient(
            AWSCredentials credentials, AmazonCognitoIdentityProviderConfig clientConfig)
            : base(credentials, clientConfig) => throw null;

        public virtual Task<AdminCreateUserResponse> AdminCreateUserAsync(
            AdminCreateUserRequest request, CancellationToken cancellationToken = default) => throw null;

        public virtual Task<AdminGetUserResponse> AdminGetUserAsync(
            AdminGetUserRequest request, CancellationToken cancellationToken = default) => throw null;

        public virtual Task<AdminSetUserPasswordResponse> AdminSetUserPasswordAsync(
            AdminSetUserPasswordRequest request, CancellationToken cancellationToken = default) => throw null;

        public virtual Task<AdminUpdateUserAttributesResponse> AdminUpdateUserAttributesAsync(
            AdminUpdateUserAttributesRequest request, CancellationToken cancellationToken = default) => throw null;

        public virtual Task<ListUserPoolsResponse> ListUserPoolsAsync(
            ListUserPoolsRequest request, CancellationToken cancellationToken = default) => throw null;
    }

    // https://github.com/aws/aws-sdk-net/blob/main/sdk/src/Services/CognitoIdentityProvider/Generated/ServiceEnumerations.cs
    public class MessageActionType : ConstantClass
    {
        private MessageActionType()
            : base(null)
        {
        }

        public static implicit operator MessageActionType(string value) => throw null;
    }

    // https://github.com/aws/aws-sdk-net/blob/main/sdk/src/Services/CognitoIdentityProvider/Generated/ServiceEnumerations.cs
    public class UserStatusType : ConstantClass
    {
        private UserStatusType()
            : base(null)
        {
        }
    }
}

namespace Amazon.CognitoIdentityProvider.Model
{
    // https://github.com/aws/aws-sdk-net/blob/main/sdk/src/Services/CognitoIdentityProvider/Generated/Model/AdminCreateUserRequest.cs
    public class AdminCreateUserRequest : AmazonWebServiceRequest
    {
        public MessageActionType MessageAction { get; set; }

        public string TemporaryPassword { get; set; }

        public List<AttributeType> UserAttributes { get; set; }

        public string Username { get; set; }

        public string UserPoolId { get; set; }
    }

    // https://github.com/aws/aws-sdk-net/blob/main/sdk/src/Services/CognitoIdentityProvider/Generated/Model/AdminCreateUserResponse.cs
    public class AdminCreateUserResponse : AmazonWebServiceResponse;

    // https://github.com/aws/aws-sdk-net/blob/main/sdk/src/Services/CognitoIdentityProvider/Generated/Model/AdminGetUserRequest.cs
    public class AdminGetUserRequest : AmazonWebServiceRequest
    {
        public string Username { get; set; }

        public string UserPoolId { get; set; }
    }

    // https://github.com/aws/aws-sdk-net/blob/main/sdk/src/Services/CognitoIdentityProvider/Generated/Model/AdminGetUserResponse.cs
    public class AdminGetUserResponse : AmazonWebServiceResponse
    {
        public List<AttributeType> UserAttributes { get; set; }

        public UserStatusType UserStatus { get; set; }
    }

    // https://github.com/aws/aws-sdk-net/blob/main/sdk/src/Services/CognitoIdentityProvider/Generated/Model/AdminSetUserPasswordRequest.cs
    public class AdminSetUserPasswordRequest : AmazonWebServiceRequest
    {
        public string Password { get; set; }

        public bool? Permanent { get; set; }

        public string Username { get; set; }

        public string UserPoolId { get; set; }
    }

    // https://github.com/aws/aws-sdk-net/blob/main/sdk/src/Services/CognitoIdentityProvider/Generated/Model/AdminSetUserPasswordResponse.cs
    public class AdminSetUserPasswordResponse : AmazonWebServiceResponse;

    // https://github.com/aws/aws-sdk-net/blob/main/sdk/src/Services/CognitoIdentityProvider/Generated/Model/AdminUpdateUserAttributesRequest.cs
    public class AdminUpdateUserAttributesRequest : AmazonWebServiceRequest
    {
        public List<AttributeType> UserAttributes { get; set; }

        public string Username { get; set; }

        public string UserPoolId { get; set; }
    }

    // https://github.com/aws/aws-sdk-net/blob/main/sdk/src/Services/CognitoIdentityProvider/Generated/Model/AdminUpdateUserAttributesResponse.cs
    public class AdminUpdateUserAttributesResponse : AmazonWebServiceResponse;

    // https://github.com/aws/aws-sdk-net/blob/main/sdk/src/Services/CognitoIdentityProvider/Generated/Model/AttributeType.cs
    public class AttributeType
    {
        public string Name { get; set; }

        public string Value { get; set; }
    }

    // https://github.com/aws/aws-sdk-net/blob/main/sdk/src/Services/CognitoIdentityProvider/Generated/Model/ListUserPoolsRequest.cs
    public class ListUserPoolsRequest : AmazonWebServiceRequest
    {
        public int? MaxResults { get; set; }

        public string NextToken { get; set; }
    }

    // https://github.com/aws/aws-sdk-net/blob/main/sdk/src/Services/CognitoIdentityProvider/Generated/Model/ListUserPoolsResponse.cs
    public class ListUserPoolsResponse : AmazonWebServiceResponse
    {
        public string NextToken { get; set; }

        public List<UserPoolDescriptionType> UserPools { get; set; }
    }

    // https://github.com/aws/aws-sdk-net/blob/main/sdk/src/Services/CognitoIdentityProvider/Generated/Model/UserPoolDescriptionType.cs
    public class UserPoolDescriptionType
    {
        public string Id { get; set; }

        public string Name { get; set; }
    }

    // https://github.com/aws/aws-sdk-net/blob/main/sdk/src/Services/CognitoIdentityProvider/Generated/Model/UserNotFoundException.cs
    public class UserNotFoundException : AmazonServiceException
    {
        private UserNotFoundException()
            : base("")
        {
        }
    }

    // https://github.com/aws/aws-sdk-net/blob/main/sdk/src/Services/CognitoIdentityProvider/Generated/Model/UsernameExistsException.cs
    public class UsernameExistsException : AmazonServiceException
    {
        private UsernameExistsException()
            : base("")
        {
        }
    }
}

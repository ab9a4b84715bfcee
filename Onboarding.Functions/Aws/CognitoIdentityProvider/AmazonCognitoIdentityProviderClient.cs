using Amazon.CognitoIdentityProvider.Internal;
using Amazon.CognitoIdentityProvider.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Onboarding.Functions.Aws.Pipeline;

namespace Amazon.CognitoIdentityProvider;

/// <summary>
/// The client on AWSSDK.Core's own pipeline: credentials, signing, retries and endpoints are the SDK's.
/// </summary>
public class AmazonCognitoIdentityProviderClient : AmazonServiceClient, IAmazonCognitoIdentityProvider
{
    private static readonly ServiceMetadata Metadata = new("Cognito Identity Provider");

    /// <summary>Credentials and region come from wherever the SDK finds them: variables, profiles, roles.</summary>
    public AmazonCognitoIdentityProviderClient()
        : base(new AmazonCognitoIdentityProviderConfig())
    {
    }

    public AmazonCognitoIdentityProviderClient(AWSCredentials credentials, AmazonCognitoIdentityProviderConfig config)
        : base(credentials, config)
    {
    }

    protected override IServiceMetadata ServiceMetadata => Metadata;

    public virtual Task<AdminCreateUserResponse> AdminCreateUserAsync(
        AdminCreateUserRequest request, CancellationToken cancellationToken = default) =>
        CallAsync<AdminCreateUserResponse>(
            request,
            new BodyMarshaller<AdminCreateUserRequest>("AdminCreateUser", RequestBodies.Write),
            new BodyUnmarshaller(ResponseBodies.AdminCreateUser),
            cancellationToken);

    public virtual Task<AdminGetUserResponse> AdminGetUserAsync(
        AdminGetUserRequest request, CancellationToken cancellationToken = default) =>
        CallAsync<AdminGetUserResponse>(
            request,
            new BodyMarshaller<AdminGetUserRequest>("AdminGetUser", RequestBodies.Write),
            new BodyUnmarshaller(ResponseBodies.AdminGetUser),
            cancellationToken);

    public virtual Task<AdminSetUserPasswordResponse> AdminSetUserPasswordAsync(
        AdminSetUserPasswordRequest request, CancellationToken cancellationToken = default) =>
        CallAsync<AdminSetUserPasswordResponse>(
            request,
            new BodyMarshaller<AdminSetUserPasswordRequest>("AdminSetUserPassword", RequestBodies.Write),
            new BodyUnmarshaller(_ => new AdminSetUserPasswordResponse()),
            cancellationToken);

    public virtual Task<ListUserPoolsResponse> ListUserPoolsAsync(
        ListUserPoolsRequest request, CancellationToken cancellationToken = default) =>
        CallAsync<ListUserPoolsResponse>(
            request,
            new BodyMarshaller<ListUserPoolsRequest>("ListUserPools", RequestBodies.Write),
            new BodyUnmarshaller(ResponseBodies.ListUserPools),
            cancellationToken);

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) =>
        ServiceClientPipeline.Customize(pipeline);

    private Task<TResponse> CallAsync<TResponse>(
        AmazonWebServiceRequest request,
        IMarshaller<IRequest, AmazonWebServiceRequest> marshaller,
        BodyUnmarshaller unmarshaller,
        CancellationToken stop)
        where TResponse : AmazonWebServiceResponse, new()
    {
        var options = new InvokeOptions { RequestMarshaller = marshaller, ResponseUnmarshaller = unmarshaller };
        return InvokeAsync<TResponse>(request, options, stop);
    }
}

using Amazon.CognitoIdentityProvider.Internal;
using Amazon.CognitoIdentityProvider.Model;
using Amazon.Runtime;
using Onboarding.Functions.Aws.Pipeline;

namespace Amazon.CognitoIdentityProvider;

public class AmazonCognitoIdentityProviderClient : JsonServiceClient, IAmazonCognitoIdentityProvider
{
    /// <summary>Credentials and region come from wherever the SDK finds them: variables, profiles, roles.</summary>
    public AmazonCognitoIdentityProviderClient()
        : base(new AmazonCognitoIdentityProviderConfig())
    {
    }

    public AmazonCognitoIdentityProviderClient(AWSCredentials credentials, AmazonCognitoIdentityProviderConfig config)
        : base(credentials, config)
    {
    }

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

    public virtual Task<AdminUpdateUserAttributesResponse> AdminUpdateUserAttributesAsync(
        AdminUpdateUserAttributesRequest request, CancellationToken cancellationToken = default) =>
        CallAsync<AdminUpdateUserAttributesResponse>(
            request,
            new BodyMarshaller<AdminUpdateUserAttributesRequest>("AdminUpdateUserAttributes", RequestBodies.Write),
            new BodyUnmarshaller(_ => new AdminUpdateUserAttributesResponse()),
            cancellationToken);

    public virtual Task<ListUserPoolsResponse> ListUserPoolsAsync(
        ListUserPoolsRequest request, CancellationToken cancellationToken = default) =>
        CallAsync<ListUserPoolsResponse>(
            request,
            new BodyMarshaller<ListUserPoolsRequest>("ListUserPools", RequestBodies.Write),
            new BodyUnmarshaller(ResponseBodies.ListUserPools),
            cancellationToken);
}

using Amazon.CognitoIdentityProvider.Model;

namespace Amazon.CognitoIdentityProvider;

/// <summary>
/// Amazon Cognito user pools, as far as this project calls them; names and shapes are those of the package
/// AWSSDK.CognitoIdentityProvider
/// (https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/Welcome.html).
/// </summary>
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

using System.Text.Json;
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
        CallAsync(request, "AdminCreateUser", RequestBodies.Write, ResponseBodies.AdminCreateUser, cancellationToken);

    public virtual Task<AdminGetUserResponse> AdminGetUserAsync(
        AdminGetUserRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(request, "AdminGetUser", RequestBodies.Write, ResponseBodies.AdminGetUser, cancellationToken);

    public virtual Task<AdminSetUserPasswordResponse> AdminSetUserPasswordAsync(
        AdminSetUserPasswordRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(
            request,
            "AdminSetUserPassword",
            RequestBodies.Write,
            _ => new AdminSetUserPasswordResponse(),
            cancellationToken);

    public virtual Task<AdminUpdateUserAttributesResponse> AdminUpdateUserAttributesAsync(
        AdminUpdateUserAttributesRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(
            request,
            "AdminUpdateUserAttributes",
            RequestBodies.Write,
            _ => new AdminUpdateUserAttributesResponse(),
            cancellationToken);

    public virtual Task<ListUserPoolsResponse> ListUserPoolsAsync(
        ListUserPoolsRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(request, "ListUserPools", RequestBodies.Write, ResponseBodies.ListUserPools, cancellationToken);

    private Task<TResponse> CallAsync<TRequest, TResponse>(
        TRequest request,
        string operation,
        Action<Utf8JsonWriter, TRequest> write,
        Func<JsonElement, TResponse?> read,
        CancellationToken stop)
        where TRequest : AmazonWebServiceRequest
        where TResponse : AmazonWebServiceResponse, new() =>
        CallAsync<TResponse>(
            request, new BodyMarshaller<TRequest>(operation, write), new BodyUnmarshaller(read), stop);
}

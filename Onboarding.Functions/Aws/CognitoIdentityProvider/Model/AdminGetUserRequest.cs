using Amazon.Runtime;

namespace Amazon.CognitoIdentityProvider.Model;

/// <summary>
/// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminGetUser.html
/// </summary>
public class AdminGetUserRequest : AmazonWebServiceRequest
{
    public string? Username { get; set; }

    public string? UserPoolId { get; set; }
}

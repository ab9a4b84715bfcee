using Amazon.Runtime;

namespace Amazon.CognitoIdentityProvider.Model;

/// <summary>
/// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminCreateUser.html
/// </summary>
public class AdminCreateUserResponse : AmazonWebServiceResponse
{
    public UserType? User { get; set; }
}

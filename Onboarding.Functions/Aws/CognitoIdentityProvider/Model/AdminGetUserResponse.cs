using Amazon.Runtime;

namespace Amazon.CognitoIdentityProvider.Model;

/// <summary>
/// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminGetUser.html
/// </summary>
public class AdminGetUserResponse : AmazonWebServiceResponse
{
    public List<AttributeType>? UserAttributes { get; set; }

    public string? Username { get; set; }

    public UserStatusType? UserStatus { get; set; }
}

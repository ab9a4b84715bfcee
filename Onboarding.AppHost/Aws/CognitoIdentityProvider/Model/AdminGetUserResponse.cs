using Amazon.Runtime;

namespace Amazon.CognitoIdentityProvider.Model;

/// <summary>
/// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminGetUser.html
/// </summary>
public class AdminGetUserResponse : AmazonWebServiceResponse
{
    public List<AttributeType>? UserAttributes { get; set; }

    public string? Username { get; set; }

    /// <summary>CONFIRMED, FORCE_CHANGE_PASSWORD and so on.</summary>
    public string? UserStatus { get; set; }
}

namespace Amazon.CognitoIdentityProvider.Model;

/// <summary>
/// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UserType.html
/// </summary>
public class UserType
{
    public List<AttributeType>? Attributes { get; set; }

    public string? Username { get; set; }

    public UserStatusType? UserStatus { get; set; }
}

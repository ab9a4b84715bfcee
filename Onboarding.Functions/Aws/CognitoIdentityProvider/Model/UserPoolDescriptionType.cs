namespace Amazon.CognitoIdentityProvider.Model;

/// <summary>
/// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UserPoolDescriptionType.html
/// </summary>
public class UserPoolDescriptionType
{
    public string? Id { get; set; }

    public string? Name { get; set; }
}

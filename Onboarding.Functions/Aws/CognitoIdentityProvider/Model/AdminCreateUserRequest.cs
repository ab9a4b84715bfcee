using Amazon.Runtime;

namespace Amazon.CognitoIdentityProvider.Model;

/// <summary>
/// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminCreateUser.html
/// </summary>
public class AdminCreateUserRequest : AmazonWebServiceRequest
{
    /// <summary>Null mails an invitation.</summary>
    public MessageActionType? MessageAction { get; set; }

    /// <summary>Null lets Cognito make one up.</summary>
    public string? TemporaryPassword { get; set; }

    public List<AttributeType>? UserAttributes { get; set; }

    public string? Username { get; set; }

    public string? UserPoolId { get; set; }
}

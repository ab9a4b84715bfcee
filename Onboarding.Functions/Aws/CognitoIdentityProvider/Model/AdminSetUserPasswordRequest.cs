using Amazon.Runtime;

namespace Amazon.CognitoIdentityProvider.Model;

/// <summary>
/// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminSetUserPassword.html
/// </summary>
public class AdminSetUserPasswordRequest : AmazonWebServiceRequest
{
    public string? Password { get; set; }

    /// <summary>Null is false: the user must change the password at the next sign-in.</summary>
    public bool? Permanent { get; set; }

    public string? Username { get; set; }

    public string? UserPoolId { get; set; }
}

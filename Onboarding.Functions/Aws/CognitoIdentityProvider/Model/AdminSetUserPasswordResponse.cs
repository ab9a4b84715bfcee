using Amazon.Runtime;

namespace Amazon.CognitoIdentityProvider.Model;

/// <summary>
/// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminSetUserPassword.html
/// </summary>
public class AdminSetUserPasswordResponse : AmazonWebServiceResponse;

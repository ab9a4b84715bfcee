using Amazon.Runtime;

namespace Amazon.CognitoIdentityProvider.Model;

/// <summary>
/// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminUpdateUserAttributes.html
/// </summary>
public class AdminUpdateUserAttributesRequest : AmazonWebServiceRequest
{
    /// <summary>What is not named stays; an empty value takes the attribute away.</summary>
    public List<AttributeType>? UserAttributes { get; set; }

    public string? Username { get; set; }

    public string? UserPoolId { get; set; }
}

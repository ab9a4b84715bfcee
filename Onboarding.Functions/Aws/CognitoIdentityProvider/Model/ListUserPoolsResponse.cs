using Amazon.Runtime;

namespace Amazon.CognitoIdentityProvider.Model;

/// <summary>
/// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUserPools.html
/// </summary>
public class ListUserPoolsResponse : AmazonWebServiceResponse
{
    /// <summary>Null after the last page.</summary>
    public string? NextToken { get; set; }

    public List<UserPoolDescriptionType>? UserPools { get; set; }
}

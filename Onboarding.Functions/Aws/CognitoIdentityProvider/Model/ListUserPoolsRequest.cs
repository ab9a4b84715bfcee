using Amazon.Runtime;

namespace Amazon.CognitoIdentityProvider.Model;

/// <summary>
/// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUserPools.html
/// </summary>
public class ListUserPoolsRequest : AmazonWebServiceRequest
{
    /// <summary>Required, 1 to 60.</summary>
    public int? MaxResults { get; set; }

    public string? NextToken { get; set; }
}

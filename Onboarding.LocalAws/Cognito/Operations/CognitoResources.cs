namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// The resource of the actions of administrators, with the member of the request in it. CreateUserPool, ListUserPools
/// and what an app calls unsigned have none.
/// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncognitouserpools.html.
/// </summary>
internal static class CognitoResources
{
    public const string UserPool = "arn:aws:cognito-idp:{Region}:{Account}:userpool/{UserPoolId}";
}

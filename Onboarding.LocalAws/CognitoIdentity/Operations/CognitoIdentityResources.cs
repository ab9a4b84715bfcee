namespace Onboarding.LocalAws.CognitoIdentity.Operations;

/// <summary>
/// The resource of the actions on one pool, with the member of the request in it. SetIdentityPoolRoles has none in
/// AWS's table, nor has what an app calls unsigned.
/// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncognitoidentity.html.
/// </summary>
internal static class CognitoIdentityResources
{
    public const string IdentityPool = "arn:aws:cognito-identity:{Region}:{Account}:identitypool/{IdentityPoolId}";
}

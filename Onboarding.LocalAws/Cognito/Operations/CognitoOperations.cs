namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>The table of operations. Whatever is not here is refused.</summary>
internal static class CognitoOperations
{
    public static ICognitoOperation[] All(CognitoContext cognito) =>
    [
        new CreateUserPool(cognito),
        new DescribeUserPool(cognito),
        new DeleteUserPool(cognito),
        new ListUserPools(cognito),
        new CreateUserPoolClient(cognito),
        new DescribeUserPoolClient(cognito),
        new DeleteUserPoolClient(cognito),
        new ListUserPoolClients(cognito),
        new SignUp(cognito),
        new ConfirmSignUp(cognito),
        new ResendConfirmationCode(cognito),
        new InitiateAuth(cognito),
        new RespondToAuthChallenge(cognito),
        new AdminInitiateAuth(cognito),
        new AdminRespondToAuthChallenge(cognito),
    ];
}

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
        new GetTokensFromRefreshToken(cognito),
        new RevokeToken(cognito),
        new GlobalSignOut(cognito),
        new AdminUserGlobalSignOut(cognito),
        new GetUser(cognito),
        new UpdateUserAttributes(cognito),
        new DeleteUserAttributes(cognito),
        new GetUserAttributeVerificationCode(cognito),
        new VerifyUserAttribute(cognito),
        new ChangePassword(cognito),
        new ForgotPassword(cognito),
        new ConfirmForgotPassword(cognito),
        new DeleteUser(cognito),
        new AdminCreateUser(cognito),
        new AdminGetUser(cognito),
        new AdminConfirmSignUp(cognito),
        new AdminSetUserPassword(cognito),
        new AdminResetUserPassword(cognito),
        new AdminUpdateUserAttributes(cognito),
        new AdminDeleteUserAttributes(cognito),
        new AdminEnableUser(cognito),
        new AdminDisableUser(cognito),
        new AdminDeleteUser(cognito),
        new ListUsers(cognito),
    ];
}

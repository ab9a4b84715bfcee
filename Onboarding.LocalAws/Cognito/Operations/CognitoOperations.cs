using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>The operations that this emulator does. Any other is refused by name.</summary>
internal static class CognitoOperations
{
    public static OperationTable<JsonCall> Create(CognitoContext context) => new(
        new CreateUserPool(context),
        new DescribeUserPool(context),
        new UpdateUserPool(context),
        new DeleteUserPool(context),
        new ListUserPools(context),
        new CreateUserPoolClient(context),
        new DescribeUserPoolClient(context),
        new UpdateUserPoolClient(context),
        new DeleteUserPoolClient(context),
        new ListUserPoolClients(context),
        new SignUp(context),
        new ConfirmSignUp(context),
        new ResendConfirmationCode(context),
        new InitiateAuth(context),
        new RespondToAuthChallenge(context),
        new AdminInitiateAuth(context),
        new AdminRespondToAuthChallenge(context),
        new GetTokensFromRefreshToken(context),
        new RevokeToken(context),
        new GlobalSignOut(context),
        new AdminUserGlobalSignOut(context),
        new GetUser(context),
        new UpdateUserAttributes(context),
        new DeleteUserAttributes(context),
        new GetUserAttributeVerificationCode(context),
        new VerifyUserAttribute(context),
        new ChangePassword(context),
        new ForgotPassword(context),
        new ConfirmForgotPassword(context),
        new DeleteUser(context),
        new AdminCreateUser(context),
        new AdminGetUser(context),
        new AdminConfirmSignUp(context),
        new AdminSetUserPassword(context),
        new AdminResetUserPassword(context),
        new AdminUpdateUserAttributes(context),
        new AdminDeleteUserAttributes(context),
        new AdminEnableUser(context),
        new AdminDisableUser(context),
        new AdminDeleteUser(context),
        new ListUsers(context));
}

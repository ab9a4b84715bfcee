using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito;

/// <summary>
/// Cognito's error catalogue. Codes: the Errors section of each operation in
/// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/. Texts are those that Cognito sends, as
/// the issue trackers of Amplify and the SDKs record them; "inferred" where none was found. All but our own fault are
/// 400: clients retry a 5xx.
/// </summary>
internal static class CognitoErrors
{
    /// <summary>The text is that of the documentation, inferred.</summary>
    public static AwsError Internal { get; } =
        new("InternalErrorException", 500, "Amazon Cognito has encountered an internal error.");

    /// <summary>https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html</summary>
    public static AwsException TooManyRequests() => Error("TooManyRequestsException", "Too many requests");

    public static AwsException InvalidParameter(string message) => Error("InvalidParameterException", message);

    /// <summary>The shape of a constraint that the API model declares.</summary>
    public static AwsException Constraint(string member, string constraint) => InvalidParameter(
        $"1 validation error detected: Value at '{member}' failed to satisfy constraint: {constraint}");

    public static AwsException Missing(string member) => InvalidParameter(
        $"1 validation error detected: Value null at '{member}' failed to satisfy constraint: Member must not be null");

    public static AwsException MissingParameter(string name) => InvalidParameter($"Missing required parameter {name}");

    public static AwsException NoPool(string id) => NotFound($"User pool {id} does not exist.");

    public static AwsException NoClient(string id) => NotFound($"User pool client {id} does not exist.");

    public static AwsException NotAuthorized(string message) => Error("NotAuthorizedException", message);

    public static AwsException WrongPassword() => NotAuthorized("Incorrect username or password.");

    public static AwsException UserDisabled() => NotAuthorized("User is disabled.");

    public static AwsException NoUser() => Error("UserNotFoundException", "User does not exist.");

    /// <summary>ConfirmSignUp and its kin, where the pool has no user of that name.</summary>
    public static AwsException NoUserOfClient() =>
        Error("UserNotFoundException", "Username/client id combination not found.");

    public static AwsException UserExists(UserConflict conflict, PoolDefinition pool) => Error(
        conflict == UserConflict.Alias && !pool.UsesEmailAsUsername
            ? "AliasExistsException"
            : "UsernameExistsException",
        conflict == UserConflict.Alias ? "An account with the given email already exists." : "User already exists");

    public static AwsException AliasExists() =>
        Error("AliasExistsException", "An account with the given email already exists.");

    public static AwsException NotConfirmed() => Error("UserNotConfirmedException", "User is not confirmed.");

    public static AwsException ResetRequired() =>
        Error("PasswordResetRequiredException", "Password reset required for the user");

    public static AwsException WeakPassword(PasswordFault fault) => Error(
        "InvalidPasswordException",
        "Password did not conform with policy: " + fault switch
        {
            PasswordFault.TooShort => "Password not long enough",
            PasswordFault.NoLowercase => "Password must have lowercase characters",
            PasswordFault.NoUppercase => "Password must have uppercase characters",
            PasswordFault.NoNumber => "Password must have numeric characters",
            PasswordFault.NoSymbol => "Password must have symbol characters",
            _ => throw new System.Diagnostics.UnreachableException(),
        });

    public static AwsException CodeMismatch() =>
        Error("CodeMismatchException", "Invalid verification code provided, please try again.");

    public static AwsException ExpiredCode() =>
        Error("ExpiredCodeException", "Invalid code provided, please request a code again.");

    public static AwsException TooManyAttempts() =>
        Error("LimitExceededException", "Attempt limit exceeded, please try after some time.");

    /// <summary>The text is inferred; the code is API_GetTokensFromRefreshToken's.</summary>
    public static AwsException RefreshTokenReused() =>
        Error("RefreshTokenReuseException", "Refresh Token has been invalidated by rotation.");

    /// <summary>The text is inferred.</summary>
    public static AwsException RevocationOff() =>
        Error("UnsupportedOperationException", "Token revocation is not enabled for this client.");

    /// <summary>The text is inferred.</summary>
    public static AwsException TokenOfAnotherClient() =>
        Error("UnauthorizedException", "The token was issued to another client.");

    public static AwsException InvalidSession() => NotAuthorized("Invalid session for the user.");

    public static AwsException TriggerFailed(string trigger, string message) =>
        Error("UserLambdaValidationException", $"{trigger} failed with error {message}.");

    public static AwsException TriggerUnavailable(string trigger, string why) =>
        Error("UnexpectedLambdaException", $"{trigger} invocation failed due to {why}.");

    public static AwsException InvalidTriggerResponse(string message) =>
        Error("InvalidLambdaResponseException", message);

    /// <summary>Amplify retries a 5xx three times, so what is not supported answers 400 in this service.</summary>
    public static AwsError UnsupportedOperation(string operation) =>
        Unsupported.Operation("Cognito_Identity_Provider", operation) with { Status = 400 };

    /// <summary>What this service says of a request's members.</summary>
    public static MemberErrors OfMembers { get; } = new(Missing, UnsupportedFeature);

    public static AwsException UnsupportedFeature(string operation, string feature) =>
        new(Unsupported.Feature("Cognito", operation, feature) with { Status = 400 });

    private static AwsException NotFound(string message) => Error("ResourceNotFoundException", message);

    private static AwsException Error(string code, string message) => new(new AwsError(code, 400, message));
}

using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.CognitoIdentity;

/// <summary>
/// The error catalogue of identity pools. Codes: the Errors section of each operation in
/// https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/. Texts are those that AWS sends, as the issue
/// trackers of Amplify, the SDKs and the CDK record them; "inferred" where none was found. All but our own fault are
/// 400.
/// </summary>
internal static class CognitoIdentityErrors
{
    /// <summary>The text is inferred.</summary>
    public static AwsError Internal { get; } =
        new("InternalErrorException", 500, "The service has encountered an error during processing the request.");

    public static AwsException Missing(string member) => Validation(
        $"1 validation error detected: Value null at '{member}' failed to satisfy constraint: Member must not be null");

    /// <summary>The shape of a constraint that the API model declares.</summary>
    public static AwsException Constraint(object value, string member, string constraint) => Validation(
        $"1 validation error detected: Value '{value}' at '{member}' failed to satisfy constraint: {constraint}");

    public static AwsException NoPool(string id) => NotFound($"IdentityPool '{id}' not found.");

    public static AwsException NoIdentity(string id) => NotFound($"Identity '{id}' not found.");

    public static AwsException NoGuests() =>
        NotAuthorized("Unauthenticated access is not supported for this identity pool.");

    /// <summary>A name of Logins that no provider can have.</summary>
    public static AwsException NoProvider() => InvalidParameter("Please provide a valid public provider");

    public static AwsException NoProviderConfigured(string poolId) =>
        NotAuthorized($"Identity pool - {poolId} does not have identity providers configured.");

    /// <summary>Another user pool, or another client of the pool.</summary>
    public static AwsException ProviderNotSupported() =>
        NotAuthorized("Token is not from a supported provider of this identity pool.");

    public static AwsException InvalidLogin(string why) => NotAuthorized($"Invalid login token. {why}");

    /// <summary>The token is good, but not its user's is the identity.</summary>
    public static AwsException LoginsDoNotMatch() => NotAuthorized(
        "Logins don't match. Please include at least one valid login for this identity or identity pool.");

    /// <summary>A signed-in user's identity without a login, or a disabled one.</summary>
    public static AwsException IdentityForbidden(string id) =>
        NotAuthorized($"Access to Identity '{id}' is forbidden.");

    /// <summary>Also for a text that is no ARN.</summary>
    public static AwsException RoleForbidden(string arn) => NotAuthorized($"Access to Role '{arn}' is forbidden.");

    public static AwsException NoRole() => Error(
        "InvalidIdentityPoolConfigurationException",
        "Invalid identity pool configuration. Check assigned IAM roles for this pool.");

    public static AwsException InvalidUserPoolProvider() => InvalidParameter("Invalid Cognito Identity Provider");

    /// <summary>Inferred.</summary>
    public static AwsException InvalidNextToken() => InvalidParameter("Invalid NextToken");

    /// <summary>Inferred.</summary>
    public static AwsException TooManyPools() =>
        Error("LimitExceededException", "Maximum number of identity pools per account reached.");

    /// <summary>400 as user pools have it: browsers' clients retry a 5xx.</summary>
    public static AwsError UnsupportedOperation(string operation) =>
        Unsupported.Operation("Cognito_Identity", operation) with { Status = 400 };

    /// <summary>What this service says of a request's members.</summary>
    public static MemberErrors OfMembers { get; } = new(Missing, UnsupportedFeature);

    public static AwsException UnsupportedFeature(string operation, string feature) =>
        new(Unsupported.Feature("Cognito identity pools", operation, feature) with { Status = 400 });

    private static AwsException Validation(string message) => Error("ValidationException", message);

    private static AwsException InvalidParameter(string message) => Error("InvalidParameterException", message);

    private static AwsException NotAuthorized(string message) => Error("NotAuthorizedException", message);

    private static AwsException NotFound(string message) => Error("ResourceNotFoundException", message);

    private static AwsException Error(string code, string message) => new(new AwsError(code, 400, message));
}

using System.Net;
using Amazon.Runtime;

namespace Amazon.CognitoIdentityProvider;

/// <summary>
/// An error that Cognito answered; <see cref="AmazonServiceException.ErrorCode"/> holds its name.
/// </summary>
public class AmazonCognitoIdentityProviderException(
    string message, Exception? innerException, ErrorType errorType, string errorCode, string requestId,
    HttpStatusCode statusCode)
    : AmazonServiceException(message, innerException, errorType, errorCode, requestId, statusCode);

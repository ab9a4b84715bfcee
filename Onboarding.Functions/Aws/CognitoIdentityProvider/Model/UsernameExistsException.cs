using System.Net;
using Amazon.Runtime;

namespace Amazon.CognitoIdentityProvider.Model;

/// <summary>The pool has a user of this name.</summary>
public class UsernameExistsException(
    string message, Exception? innerException, ErrorType errorType, string errorCode, string requestId,
    HttpStatusCode statusCode)
    : AmazonCognitoIdentityProviderException(message, innerException, errorType, errorCode, requestId, statusCode);

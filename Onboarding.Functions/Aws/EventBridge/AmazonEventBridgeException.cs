using System.Net;
using Amazon.Runtime;

namespace Amazon.EventBridge;

/// <summary>
/// An error that EventBridge answered; <see cref="AmazonServiceException.ErrorCode"/> holds its name.
/// </summary>
public class AmazonEventBridgeException(
    string message, Exception? innerException, ErrorType errorType, string errorCode, string requestId,
    HttpStatusCode statusCode)
    : AmazonServiceException(message, innerException, errorType, errorCode, requestId, statusCode);

using System.Net;
using Amazon.Runtime;

namespace Amazon.SimpleEmailV2;

/// <summary>An error that SES answered; <see cref="AmazonServiceException.ErrorCode"/> holds its name.</summary>
public class AmazonSimpleEmailServiceV2Exception(
    string message, Exception? innerException, ErrorType errorType, string errorCode, string requestId,
    HttpStatusCode statusCode)
    : AmazonServiceException(message, innerException, errorType, errorCode, requestId, statusCode);

using System.Net;
using Amazon.Runtime;

namespace Amazon.SageMakerRuntime;

/// <summary>An error that SageMaker answered; <see cref="AmazonServiceException.ErrorCode"/> holds its name.</summary>
public class AmazonSageMakerRuntimeException(
    string message, Exception? innerException, ErrorType errorType, string errorCode, string requestId,
    HttpStatusCode statusCode)
    : AmazonServiceException(message, innerException, errorType, errorCode, requestId, statusCode);

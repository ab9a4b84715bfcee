namespace Onboarding.ServiceDefaults.Tracing;

/// <summary>
/// Attribute names of OpenTelemetry's semantic conventions, in one place so that a renaming upstream is one change
/// here (https://opentelemetry.io/docs/specs/semconv/attributes-registry/).
/// </summary>
public static class SemanticConventions
{
    public const string ErrorType = "error.type";
    public const string ServerAddress = "server.address";
    public const string ServerPort = "server.port";

    public static class Cloud
    {
        public const string Provider = "cloud.provider";
        public const string Platform = "cloud.platform";
        public const string Region = "cloud.region";
        public const string AccountId = "cloud.account.id";
        public const string ResourceId = "cloud.resource_id";
    }

    public static class Faas
    {
        public const string Name = "faas.name";
        public const string MaxMemory = "faas.max_memory";
        public const string InvocationId = "faas.invocation_id";
        public const string ColdStart = "faas.coldstart";
        public const string Trigger = "faas.trigger";
        public const string Invocations = "faas.invocations";
        public const string Errors = "faas.errors";
        public const string ColdStarts = "faas.coldstarts";
        public const string InvokeDuration = "faas.invoke_duration";
    }

    public static class Http
    {
        public const string RequestMethod = "http.request.method";
        public const string Route = "http.route";
        public const string StatusCode = "http.response.status_code";
        public const string ResendCount = "http.request.resend_count";
        public const string UrlPath = "url.path";
        public const string UrlScheme = "url.scheme";
        public const string UrlTemplate = "url.template";
    }

    public static class Rpc
    {
        public const string System = "rpc.system";
        public const string Service = "rpc.service";
        public const string Method = "rpc.method";
        public const string ResponseStatus = "rpc.response.status_code";
    }

    public static class Db
    {
        public const string System = "db.system.name";
        public const string Operation = "db.operation.name";
        public const string Collection = "db.collection.name";
    }

    public static class Aws
    {
        public const string RequestId = "aws.request_id";
        public const string ExtendedRequestId = "aws.extended_request_id";
        public const string DynamoDbTableNames = "aws.dynamodb.table_names";
        public const string S3Bucket = "aws.s3.bucket";
        public const string S3Key = "aws.s3.key";
        public const string LogGroupNames = "aws.log.group.names";
        public const string LambdaInvokedArn = "aws.lambda.invoked_arn";
    }

    public static class Messaging
    {
        public const string System = "messaging.system";
        public const string OperationName = "messaging.operation.name";
        public const string OperationType = "messaging.operation.type";
        public const string Destination = "messaging.destination.name";
        public const string MessageId = "messaging.message.id";
        public const string BatchCount = "messaging.batch.message_count";
    }

    public static class Exceptions
    {
        public const string EventName = "exception";
        public const string Type = "exception.type";
        public const string Message = "exception.message";
        public const string StackTrace = "exception.stacktrace";
    }

    /// <summary>Our own attributes, for what no convention names.</summary>
    public static class Onboarding
    {
        public const string ApiKeyId = "onboarding.api_key.id";
        public const string UserId = "onboarding.user.id";
        public const string Status = "onboarding.status";

        /// <summary>Which of a user pool's triggers, such as <c>PostConfirmation_ConfirmSignUp</c>.</summary>
        public const string TriggerSource = "onboarding.trigger_source";
        public const string Reason = "onboarding.reason";
        public const string Outcome = "onboarding.outcome";
        public const string EventType = "onboarding.event_type";
        public const string Door = "onboarding.door";
        public const string Registrations = "onboarding.registrations";
        public const string RegistrationDuration = "onboarding.registration.duration";
        public const string RecordsSkipped = "onboarding.stream.records_skipped";
    }
}

namespace Onboarding.LocalAws.Wire.Client;

/// <summary>One of AWS's APIs with the JSON protocol.</summary>
/// <param name="Service">As signatures name it.</param>
/// <param name="TargetPrefix">What X-Amz-Target has before the operation.</param>
internal sealed record JsonApi(string Service, string TargetPrefix, string JsonVersion)
{
    public static readonly JsonApi Cognito = new("cognito-idp", "AWSCognitoIdentityProviderService", "1.1");
    public static readonly JsonApi CognitoIdentity = new("cognito-identity", "AWSCognitoIdentityService", "1.1");
    public static readonly JsonApi DynamoDb = new("dynamodb", "DynamoDB_20120810", "1.0");
    public static readonly JsonApi DynamoDbStreams = new("dynamodb", "DynamoDBStreams_20120810", "1.0");
    public static readonly JsonApi EventBridge = new("events", "AWSEvents", "1.1");
    public static readonly JsonApi Sqs = new("sqs", "AmazonSQS", "1.0");
    public static readonly JsonApi StepFunctions = new("states", "AWSStepFunctions", "1.0");
}

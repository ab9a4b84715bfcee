using System.Net;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.DynamoDb;

/// <summary>The error catalogue of DynamoDB: AWS's codes, statuses and texts.</summary>
internal static class DynamoDbErrors
{
    public static AwsException Validation(string message) => Create("ValidationException", message);

    /// <summary>A body whose JSON has not the shape of the request.</summary>
    public static AwsException Serialization(string message) => Create("SerializationException", message);

    private static AwsException Create(string code, string message) =>
        new(new AwsError(code, (int)HttpStatusCode.BadRequest, message));
}

using System.Text.Json;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>One operation. All of them are pure computation, so none is asynchronous.</summary>
internal interface IDynamoDbOperation
{
    /// <summary>AWS's name, for example <c>PutItem</c>.</summary>
    string Name { get; }

    /// <summary>Reads the request and writes the response as one JSON object.</summary>
    /// <exception cref="Onboarding.LocalAws.Wire.AwsException">The caller's fault.</exception>
    void Execute(ReadOnlySpan<byte> body, Utf8JsonWriter response);
}

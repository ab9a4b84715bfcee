using System.Collections.Frozen;
using System.Text.Json;
using Onboarding.LocalAws.DynamoDb.Operations;
using Onboarding.LocalAws.Wire.Operations;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.DynamoDb;

/// <summary>How DynamoDB and its streams serve their operations: two APIs over one store and one protocol.</summary>
internal abstract class DynamoDbJsonService : AwsJsonService
{
    public override string SigningName => "dynamodb";

    /// <summary>
    /// The largest request is a BatchWriteItem of 16 MB.
    /// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html
    /// </summary>
    public override int BodySizeBytesMax => 16 * 1024 * 1024;

    public override IErrorProtocol Errors { get; } =
        new JsonErrorProtocol("1.0", "com.amazonaws.dynamodb.v20120810", writesCrc32: true);

    protected static FrozenDictionary<string, AwsJsonOperation> Serve(IEnumerable<IDynamoDbOperation> operations) =>
        operations.ToFrozenDictionary<IDynamoDbOperation, string, AwsJsonOperation>(
            operation => operation.Name,
            operation => request => ServeAsync(operation, request),
            StringComparer.Ordinal);

    private static async ValueTask ServeAsync(IDynamoDbOperation operation, AwsRequest request)
    {
        var response = ResponseBuffer.Rent();
        try
        {
            Execute(operation, request, response.Json);
            var body = response.Written;
            Crc32.SetHeader(request.Http.Response, body.Span);
            await request.Response.SendAsync(200, "application/x-amz-json-1.0", body);
        }
        finally
        {
            response.Return();
        }
    }

    private static void Execute(IDynamoDbOperation operation, AwsRequest request, Utf8JsonWriter response)
    {
        try
        {
            operation.Execute(request.Body.Span, response);
        }
        catch (JsonException)
        {
            // AWS says no more than this of a body that is no JSON.
            throw DynamoDbErrors.Serialization("");
        }
    }
}

using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Operations;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.DynamoDb;

/// <summary>How DynamoDB and its streams serve their operations: two APIs over one store and one protocol.</summary>
internal abstract class DynamoDbJsonService() : JsonService("1.0")
{
    public override string SigningName => "dynamodb";

    /// <summary>
    /// The largest request is a BatchWriteItem of 16 MB.
    /// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html
    /// </summary>
    public override int BodySizeBytesMax => 16 * 1024 * 1024;

    public override IErrorProtocol Errors { get; } =
        new JsonErrorProtocol("1.0", "com.amazonaws.dynamodb.v20120810", writesCrc32: true);

    protected override bool WritesCrc32 => true;

    /// <summary>AWS says no more than this of a body that is not JSON.</summary>
    protected override AwsError MalformedBody { get; } = DynamoDbErrors.Serialization("").Error;
}

using Onboarding.LocalAws.DynamoDb;
using Onboarding.LocalAws.DynamoDb.Operations;
using Onboarding.LocalAws.DynamoDb.Store;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.DynamoDbStreams.Operations;

/// <summary>The stream that a request names.</summary>
internal static class StreamLookup
{
    private const int ArnLengthMin = 37;
    private const int ArnLengthMax = 1024;

    public static void Check(string? arn, ref ConstraintFaults faults)
    {
        faults.Required(arn, "streamArn");
        if (arn is not null)
        {
            faults.Length(arn.Length, arn, "streamArn", ArnLengthMin, ArnLengthMax);
        }
    }

    /// <exception cref="AwsException">There is none.</exception>
    public static StreamLog Require(Database database, string arn) =>
        database.Streams.TryFind(arn, out var stream) ? stream : throw DynamoDbErrors.StreamNotFound(arn);
}

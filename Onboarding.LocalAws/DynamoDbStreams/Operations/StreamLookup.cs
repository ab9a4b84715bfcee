using Onboarding.LocalAws.DynamoDb;
using Onboarding.LocalAws.DynamoDb.Store;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.DynamoDbStreams.Operations;

internal static class StreamLookup
{
    /// <exception cref="AwsException">There is none.</exception>
    public static StreamLog Require(Database database, string arn) =>
        database.Streams.TryFind(arn, out var stream) ? stream : throw DynamoDbErrors.StreamNotFound(arn);
}

using Amazon.S3;
using Amazon.S3.Model;
using Onboarding.LocalAws.Hosting;

namespace Orders;

/// <summary>Each new order's stream record: writes a receipt. A record that fails is reported alone.</summary>
internal sealed class WriteReceipt(IReadOnlyDictionary<string, string> environment)
{
    private readonly AmazonS3Client _s3 = AwsSettings.S3(environment);

    public LambdaHandler Handler => LambdaRuntime.Json<StreamEvent, BatchResponse>(HandleAsync);

    private async Task<BatchResponse> HandleAsync(StreamEvent @event, LambdaContext context)
    {
        foreach (var record in @event.Records)
        {
            try
            {
                await WriteAsync(record.DynamoDb.NewImage, context.Stop);
            }
            catch (AmazonS3Exception e)
            {
                // Lambda delivers this record and those after it again, and none before it.
                await Console.Error.WriteLineAsync($"{record.DynamoDb.SequenceNumber}: {e.Message}");
                return new BatchResponse([new Failure(record.DynamoDb.SequenceNumber)]);
            }
        }

        return new BatchResponse([]);
    }

    private Task WriteAsync(IReadOnlyDictionary<string, Value> order, CancellationToken stop)
    {
        var receipt = new PutObjectRequest
        {
            BucketName = environment["BUCKET"],
            Key = $"{order["id"].S}.txt",
            ContentBody = $"{order["count"].N} × {order["item"].S}",
        };
        return _s3.PutObjectAsync(receipt, stop);
    }

    internal sealed record StreamEvent(IReadOnlyList<Record> Records);

    internal sealed record Record(Change DynamoDb);

    internal sealed record Change(string SequenceNumber, IReadOnlyDictionary<string, Value> NewImage);

    internal sealed record Value(string? S, string? N);

    internal sealed record BatchResponse(IReadOnlyList<Failure> BatchItemFailures);

    internal sealed record Failure(string ItemIdentifier);
}

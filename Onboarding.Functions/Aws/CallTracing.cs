using System.Diagnostics;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.S3.Model;
using Onboarding.ServiceDefaults.Tracing;

namespace Onboarding.Functions.Aws;

/// <summary>
/// One CLIENT span per SDK call, retries included, from the function's own source
/// (https://opentelemetry.io/docs/specs/semconv/cloud-providers/aws-sdk/). Outermost in the pipeline.
/// </summary>
/// <remarks>
/// The SDK's own <c>ClientConfig.TelemetryProvider</c> opens about ten internal spans per call (marshalling, signing,
/// credentials …) and names neither table nor bucket; a handler costs one span and nothing without a listener.
/// </remarks>
internal sealed class CallTracing(ActivitySource source) : PipelineHandler
{
    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        var call = executionContext.RequestContext;
        using var span = source.HasListeners() ? Start(call) : null;
        try
        {
            var response = await base.InvokeAsync<T>(executionContext);
            if (span is not null)
            {
                Complete(span, executionContext);
            }

            return response;
        }
        catch (Exception exception)
        {
            if (span is not null)
            {
                Fail(span, call, exception);
            }

            throw;
        }
    }

    private Activity? Start(IRequestContext call)
    {
        var service = call.ServiceMetaData.ServiceId;
        var operation = OperationOf(call.OriginalRequest);
        var span = source.StartActivity($"{service}.{operation}", ActivityKind.Client);
        if (span is null)
        {
            return null;
        }

        span.SetTag(SemanticConventions.Rpc.System, "aws-api");
        span.SetTag(SemanticConventions.Rpc.Service, service);
        span.SetTag(SemanticConventions.Rpc.Method, operation);
        span.SetTag(
            SemanticConventions.Cloud.Region,
            call.ClientConfig.AuthenticationRegion ?? call.ClientConfig.RegionEndpoint?.SystemName);
        Describe(span, operation, call.OriginalRequest);
        return span;
    }

    private static string OperationOf(AmazonWebServiceRequest request)
    {
        var name = request.GetType().Name;
        return name.EndsWith("Request", StringComparison.Ordinal) ? name[..^"Request".Length] : name;
    }

    private static void Describe(Activity span, string operation, AmazonWebServiceRequest request)
    {
        var tables = TablesOf(request);
        if (tables.Length > 0)
        {
            span.SetTag(SemanticConventions.Db.System, "aws.dynamodb");
            span.SetTag(SemanticConventions.Db.Operation, operation);
            span.SetTag(SemanticConventions.Aws.DynamoDbTableNames, tables);
            if (tables.Length == 1)
            {
                span.SetTag(SemanticConventions.Db.Collection, tables[0]);
            }
        }
        else if (request is PutBucketRequest or PutBucketPolicyRequest)
        {
            var bucket = request is PutBucketRequest put
                ? put.BucketName
                : ((PutBucketPolicyRequest)request).BucketName;
            span.SetTag(SemanticConventions.Aws.S3Bucket, bucket);
        }
    }

    private static string[] TablesOf(AmazonWebServiceRequest request) => request switch
    {
        GetItemRequest get => [get.TableName],
        PutItemRequest put => [put.TableName],
        UpdateItemRequest update => [update.TableName],
        DeleteItemRequest delete => [delete.TableName],
        QueryRequest query => [query.TableName],
        TransactWriteItemsRequest transaction => transaction.TransactItems
            .Select(item => item.Put?.TableName ?? item.Update?.TableName ?? item.Delete?.TableName
                ?? item.ConditionCheck?.TableName)
            .OfType<string>().Distinct(StringComparer.Ordinal).ToArray(),
        _ => [],
    };

    private static void Complete(Activity span, IExecutionContext context)
    {
        var response = context.ResponseContext.Response;
        span.SetTag(SemanticConventions.Aws.RequestId, response?.ResponseMetadata?.RequestId);
        if (response is not null)
        {
            span.SetTag(SemanticConventions.Http.StatusCode, (int)response.HttpStatusCode);
        }

        SetRetries(span, context.RequestContext);
    }

    // The message stays out: AWS quotes names, keys and recipients in it. The code says what happened.
    private static void Fail(Activity span, IRequestContext call, Exception exception)
    {
        var type = exception.GetType().Name;
        if (exception is AmazonServiceException { ErrorCode.Length: > 0 } fault)
        {
            type = fault.ErrorCode;
            span.SetTag(SemanticConventions.Aws.RequestId, fault.RequestId);
            if (fault.StatusCode != 0)
            {
                span.SetTag(SemanticConventions.Http.StatusCode, (int)fault.StatusCode);
            }
        }

        if (IsAnswer(exception))
        {
            span.SetTag(SemanticConventions.Rpc.ResponseStatus, type);
        }
        else
        {
            span.RecordRefusal(type, type);
        }

        SetRetries(span, call);
    }

    /// <summary>
    /// A condition that does not hold, and a bucket that an earlier delivery has made, are what the caller asked to be
    /// told: "instrumentations that have additional context about a specific request MAY use this context to set the
    /// span status more precisely" (https://opentelemetry.io/docs/specs/semconv/http/http-spans/#status). As errors they
    /// would make a duplicate look worse than a registration that failed.
    /// </summary>
    private static bool IsAnswer(Exception exception) => exception switch
    {
        ConditionalCheckFailedException or BucketAlreadyOwnedByYouException => true,
        TransactionCanceledException canceled =>
            canceled.CancellationReasons?.Exists(reason => reason.Code == "ConditionalCheckFailed") == true,
        _ => false,
    };

    private static void SetRetries(Activity span, IRequestContext call)
    {
        if (call.Retries > 0)
        {
            span.SetTag(SemanticConventions.Http.ResendCount, call.Retries);
        }
    }
}

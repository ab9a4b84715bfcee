using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.S3.Contents;
using Onboarding.LocalAws.S3.Store;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.S3;

/// <summary>One request to S3, with what every operation works on.</summary>
internal sealed record S3Request(
    AwsRequest Aws,
    S3Address Address,
    S3Store Store,
    ContentFolder Contents,
    AwsScope Scope,
    TimeProvider Time,
    RandomSource Random)
{
    private readonly IHeaderDictionary? _headers;

    public HttpRequest Http => Aws.Http.Request;

    /// <summary>Those of HTTP, or what stands for them: the fields of a form, the query of a presigned URL.</summary>
    public IHeaderDictionary Headers
    {
        get => _headers ?? Http.Headers;
        init => _headers = value;
    }

    public IHeaderDictionary ResponseHeaders => Aws.Http.Response.Headers;

    public string Bucket => Address.Bucket!;

    public string Key => Address.Key!;

    /// <summary>In the style of the request.</summary>
    public string ObjectUrl
    {
        get
        {
            var bucket = BucketHost.BucketOf(Http.Host.Host) is null ? "/" + Bucket : "";
            return $"{Http.Scheme}://{Http.Host}{bucket}/{Uri.EscapeDataString(Key)}";
        }
    }

    /// <summary>S3's times are whole seconds.</summary>
    public DateTimeOffset Now
    {
        get
        {
            var now = Time.GetUtcNow();
            return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond));
        }
    }

    /// <summary>The header's value; null where it is absent or empty.</summary>
    public string? Header(string name) => Headers.TryGetValue(name, out var values) && values.Count > 0
        && values.ToString() is { Length: > 0 } value
            ? value
            : null;

    /// <summary>The query parameter's value; null where it is absent.</summary>
    public string? Query(string name) => Http.Query.TryGetValue(name, out var values) ? values.ToString() : null;

    public BucketSettings RequireBucket() => Store.Settings(Bucket) ?? throw S3Errors.NoSuchBucket(Bucket);

    /// <exception cref="AwsException">NoSuchKey, or NoSuchBucket.</exception>
    public S3Object RequireObject()
    {
        var (hasBucket, found) = Store.Find(Bucket, Key);
        return found ?? throw (hasBucket ? S3Errors.NoSuchKey(Key) : S3Errors.NoSuchBucket(Bucket));
    }

    /// <summary>Answers without a body.</summary>
    public ValueTask SendAsync(int status)
    {
        Aws.Http.Response.StatusCode = status;
        if (status != 204)
        {
            Aws.Http.Response.ContentLength = 0;
        }

        return ValueTask.CompletedTask;
    }
}

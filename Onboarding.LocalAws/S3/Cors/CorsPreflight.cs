using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.S3.Store;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.S3.Cors;

/// <summary>
/// The question that a browser asks before a page's call, <c>OPTIONS</c> on a bucket or an object. It is not signed,
/// and it has the query of the call: that of a presigned URL, too.
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/API/RESTOPTIONSobject.html; answers recorded in LocalStack's test
/// suite, which runs against AWS.
/// </summary>
internal static class CorsPreflight
{
    public static bool Is(HttpRequest request) => HttpMethods.IsOptions(request.Method);

    /// <exception cref="AwsException">The page's call is not let in.</exception>
    public static void Answer(HttpContext http, S3Address address, S3Store store)
    {
        var request = http.Request;
        if (request.Headers.Origin.Count == 0)
        {
            throw S3Errors.BadRequest("Insufficient information. Origin request header needed.");
        }

        var asked = request.Headers.AccessControlRequestMethod.ToString();
        var method = asked.Length == 0 ? request.Method : asked;
        var settings = address.Bucket is null ? null : store.Settings(address.Bucket);
        if (settings is null)
        {
            throw Refuse("Bucket not found");
        }

        if (settings.Cors is not { } rules)
        {
            throw Refuse("CORS is not enabled for this bucket.");
        }

        if (asked.Length == 0)
        {
            throw S3Errors.BadRequest("Invalid Access-Control-Request-Method: null");
        }

        var rule = BucketCors.Find(rules, request, method) ?? throw Refuse(
            "This CORS request is not allowed. This is usually because the evalution of Origin, request method / "
            + "Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's "
            + "CORS spec.");
        BucketCors.Allow(http, rule);
        http.Response.StatusCode = StatusCodes.Status200OK;
        http.Response.ContentLength = 0;

        AwsException Refuse(string why) =>
            S3Errors.AccessForbidden(why, method, address.Key is null ? "BUCKET" : "OBJECT");
    }
}

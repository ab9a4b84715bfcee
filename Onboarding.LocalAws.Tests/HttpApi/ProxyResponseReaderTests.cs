using System.Text;
using Onboarding.LocalAws.HttpApi;

namespace Onboarding.LocalAws.Tests.HttpApi;

/// <summary>
/// Evidence: Documented
/// (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html); what
/// counts as malformed is inferred.
/// </summary>
public class ProxyResponseReaderTests
{
    [Theory]
    [InlineData("\"Hello from Lambda!\"", 200, "application/json", "Hello from Lambda!")]
    [InlineData("{ \"message\": \"Hello\" }", 200, "application/json", "{ \"message\": \"Hello\" }")]
    [InlineData("[1,2]", 200, "application/json", "[1,2]")]
    [InlineData("null", 200, "application/json", "null")]
    [InlineData("{\"statusCode\":201}", 201, "text/plain;charset=UTF-8", "")]
    [InlineData("{\"statusCode\":200,\"body\":null}", 200, "text/plain;charset=UTF-8", "")]
    [InlineData("{\"statusCode\":202,\"body\":\"{}\",\"headers\":{\"Content-Type\":\"application/json\"}}",
        202, "application/json", "{}")]
    [InlineData("{\"statusCode\":200,\"body\":\"aGk=\",\"isBase64Encoded\":true}",
        200, "text/plain;charset=UTF-8", "hi")]
    public void Reads_structured_and_inferred_answers(string json, int status, string contentType, string body)
    {
        var response = ProxyResponseReader.Read(Encoding.UTF8.GetBytes(json), PayloadFormat.Version2);
        Assert.NotNull(response);
        Assert.Equal(status, response.Status);
        Assert.Equal(body, Encoding.UTF8.GetString(response.Body.Span));
        Assert.Equal(
            contentType,
            response.Headers.Single(h => h.Key.Equals("content-type", StringComparison.OrdinalIgnoreCase)).Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("{\"statusCode\":\"soon\"}")]
    [InlineData("{\"statusCode\":42}")]
    [InlineData("{\"statusCode\":200,\"body\":{}}")]
    [InlineData("{\"statusCode\":200,\"headers\":[]}")]
    [InlineData("{\"statusCode\":200,\"headers\":{\"a\":{}}}")]
    [InlineData("{\"statusCode\":200,\"headers\":{\"a b\":\"c\"}}")]
    [InlineData("{\"statusCode\":200,\"headers\":{\"a\":\"b\\r\\nset-cookie: c\"}}")]
    [InlineData("{\"statusCode\":200,\"cookies\":\"a=b\"}")]
    [InlineData("{\"statusCode\":200,\"body\":\"%%\",\"isBase64Encoded\":true}")]
    public void Refuses_a_malformed_answer(string json) =>
        Assert.Null(ProxyResponseReader.Read(Encoding.UTF8.GetBytes(json), PayloadFormat.Version2));
}

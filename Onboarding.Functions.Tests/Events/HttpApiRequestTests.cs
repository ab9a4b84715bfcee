using System.Text;
using System.Text.Json;
using Onboarding.Functions.Events;

namespace Onboarding.Functions.Tests.Events;

public sealed class HttpApiRequestTests
{
    [Fact]
    public void Reads_the_documented_sample()
    {
        var json = Samples.HttpRequest(
            "POST /register", """{"header1":"value1","Content-Type":"application/json"}""", body: "{\"a\":1}");

        var request = JsonSerializer.Deserialize(json, EventJson.Default.HttpApiRequest)!;

        Assert.Equal("2.0", request.Version);
        Assert.Equal("POST", request.RequestContext.Http.Method);
        Assert.Equal("application/json", request.Header("content-type"));
        Assert.Null(request.Header("absent"));
        Assert.Equal("{\"a\":1}", Encoding.UTF8.GetString(request.BodyBytes().Span));
    }

    [Fact]
    public void Decodes_a_base64_body()
    {
        var json = Samples.HttpRequest("POST /register", body: "eyJhIjoxfQ==", isBase64Encoded: true);

        var request = JsonSerializer.Deserialize(json, EventJson.Default.HttpApiRequest)!;

        Assert.Equal("{\"a\":1}", Encoding.UTF8.GetString(request.BodyBytes().Span));
    }

    [Fact]
    public void Writes_a_response_in_the_documented_form()
    {
        var response = new HttpApiResponse
        {
            StatusCode = 202,
            Headers = new Dictionary<string, string> { ["location"] = "/x" },
            Body = "{}",
        };

        Assert.Equal(
            """{"statusCode":202,"headers":{"location":"/x"},"body":"{}","isBase64Encoded":false}""",
            JsonSerializer.Serialize(response, EventJson.Default.HttpApiResponse));
    }
}

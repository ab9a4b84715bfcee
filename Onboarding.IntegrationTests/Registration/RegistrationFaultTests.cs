using System.Net;
using System.Text;
using System.Text.Json;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Registration;

/// <summary>Bad input at the front door: a clear answer, no stack trace, nothing half done.</summary>
public sealed class RegistrationFaultTests(RunningStack stack) : IClassFixture<RunningStack>
{
    [Theory]
    [InlineData("""{"email":"not an address","name":""}""", "email", "name", "phone")]
    [InlineData("""{"name":"No Address"}""", "email", "phone")]
    [InlineData("""{"email":"a@example.com","name":"A"}""", "phone")]
    [InlineData("""{"email":"a@example.com","name":"A","phone":null}""", "phone")]
    [InlineData("""{"email":"ada@b\u00fccher.example","name":"A","phone":"+491511"}""", "email")]
    [InlineData("""{"email":"a@example.com","name":"A","phone":"12"}""", "phone")]
    [InlineData("""{"email":17,"name":"A","phone":"+491511"}""", "email")]
    public async Task Names_every_wrong_field(string body, params string[] fields)
    {
        var (status, text) = await PostAsync(body, "application/json");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.All(fields, field => Assert.Contains($"\"{field}\"", text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"email":"a@example.com","name":"A","phone":"+491511"} trailing""")]
    public async Task Refuses_what_is_not_a_JSON_object(string body)
    {
        var (status, text) = await PostAsync(body, "application/json");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(text).RootElement.ValueKind);
    }

    [Fact]
    public async Task Refuses_another_content_type()
    {
        var (status, _) = await PostAsync("email=a%40example.com", "application/x-www-form-urlencoded");
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, status);
    }

    [Fact]
    public async Task Refuses_a_name_of_one_megabyte_by_its_field()
    {
        var body = JsonSerializer.Serialize(
            new { email = "big@example.com", name = new string('x', 1_048_576), phone = "+442079460000" });
        var (status, text) = await PostAsync(body, "application/json");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.InRange(text.Length, 1, 2_000);
    }

    [Fact]
    public async Task Refuses_a_body_over_ten_megabytes_as_the_gateway_does()
    {
        var (status, text) = await PostAsync(new string('x', 10_485_761), "application/json");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
        Assert.Equal("""{"message":"Request Entity Too Large"}""", text);
    }

    [Theory]
    [InlineData("GET", "/register")]
    [InlineData("POST", "/nowhere")]
    [InlineData("GET", "/")]
    public async Task Answers_an_unknown_route_as_the_gateway_does(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await stack.Api.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("""{"message":"Not Found"}""", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("00000000-0000-7000-8000-000000000000")]
    [InlineData("not-an-id")]
    public async Task Answers_404_for_an_unknown_registration(string userId)
    {
        using var response = await stack.Api.GetAsync("/registrations/" + userId);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private async Task<(HttpStatusCode Status, string Body)> PostAsync(string body, string contentType)
    {
        using var content = new StringContent(body, Encoding.UTF8, contentType);
        using var response = await stack.Api.PostAsync("/register", content);
        var text = await response.Content.ReadAsStringAsync();
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        return (response.StatusCode, text);
    }
}

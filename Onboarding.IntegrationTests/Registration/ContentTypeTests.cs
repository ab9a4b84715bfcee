using System.Text;
using Onboarding.AppHost.Graph;
using Onboarding.IntegrationTests.Identity;
using Onboarding.IntegrationTests.Stack;
using Onboarding.LocalAws.Hosting;

namespace Onboarding.IntegrationTests.Registration;

/// <summary>A Content-Type of any kind, at everything that answers at the port: it is never our fault.</summary>
public sealed class ContentTypeTests : IAsyncLifetime
{
    private static readonly string?[] ContentTypes =
    [
        null, "", " ", "\t", ";", " ; charset=utf-8", "/", ",", "\"", "nonsense", "application/json; charset",
        "application/json; charset=none", "application/json, text/plain", "application/json", "text/html",
    ];

    /// <summary>Signatures are off, so that a request gets as far as the operation.</summary>
    private readonly RunningStack _stack = new(new OnboardingOptions { Iam = IamMode.Off });

    public Task InitializeAsync() => _stack.InitializeAsync();

    public Task DisposeAsync() => _stack.DisposeAsync();

    [Theory]
    [InlineData("POST", "/register", "{}")]
    [InlineData("POST", "/createUser", "{}")]
    [InlineData("POST", "/login", "{}")]
    [InlineData("GET", "/registrations/nobody", "")]
    [InlineData("POST", "/nowhere", "{}")]
    [InlineData("OPTIONS", "/register", "")]
    [InlineData("GET", "/_localaws/health", "")]
    [InlineData("GET", "/_localaws/mail", "")]
    [InlineData("GET", "/_localaws/rdap/domain/example.com", "")]
    [InlineData("POST", "/_localaws/event-sources/none/pause", "{}")]
    [InlineData("POST", "/_localaws/event-sources/none/redrive", "{}")]
    [InlineData("POST", "/f/2018-06-01/runtime/invocation/id/response", "{}")]
    [InlineData("POST", "/onboarding-RegisterFunction/2018-06-01/runtime/invocation/id/error", "{}")]
    [InlineData("POST", "/v2/email/outbound-emails", "{}")]
    [InlineData("POST", "/2015-03-31/functions/onboarding-RegisterFunction/invocations", "{}")]
    [InlineData("PUT", "/", "", "Host: content-types.s3.localhost")]
    [InlineData("PUT", "/key", "x", "Host: content-types.s3.localhost")]
    [InlineData("GET", "/key", "", "Host: content-types.s3.localhost")]
    [InlineData("POST", "/?delete", "<Delete/>", "Host: content-types.s3.localhost")]
    [InlineData("POST", "/", "{}", "X-Amz-Target: DynamoDB_20120810.ListTables")]
    [InlineData("POST", "/", "{}", "X-Amz-Target: DynamoDBStreams_20120810.ListStreams")]
    [InlineData("POST", "/", "{}", "X-Amz-Target: AmazonSQS.ListQueues")]
    [InlineData("POST", "/", "{}", "X-Amz-Target: AWSEvents.ListRules")]
    [InlineData("POST", "/", "{}", "X-Amz-Target: AWSCognitoIdentityProviderService.SignUp")]
    [InlineData("POST", "/", "{}", "X-Amz-Target: AWSCognitoIdentityService.GetId")]
    [InlineData("POST", "/", "Action=GetCallerIdentity&Version=2011-06-15", "Authorization: AWS4-HMAC-SHA256 "
        + "Credential=test/20261120/us-east-1/sts/aws4_request, SignedHeaders=host, Signature="
        + "0000000000000000000000000000000000000000000000000000000000000000")]
    public Task Is_never_our_fault(string method, string path, string body, string? header = null) =>
        AssertNoFaultAsync(method, path, body, header);

    [Fact]
    public async Task Is_never_our_fault_behind_the_pools_tokens_either()
    {
        var pool = new UserPoolApi(_stack);
        await pool.SignUpAsync("content-type@example.com");
        await pool.ConfirmAsync("content-type@example.com");
        var token = (await pool.SignInAsync("content-type@example.com")).GetProperty("AccessToken").GetString();
        await AssertNoFaultAsync("GET", "/me", "", $"Authorization: Bearer {token}");
        await AssertNoFaultAsync("PATCH", "/me", "{}", $"Authorization: Bearer {token}");
    }

    private async Task AssertNoFaultAsync(string method, string path, string body, string? header)
    {
        foreach (var contentType in ContentTypes)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            if (contentType is not null)
            {
                Assert.True(request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType));
            }

            if (header?.Split(": ", 2) is [var name, var value])
            {
                Assert.True(request.Headers.TryAddWithoutValidation(name, value));
            }

            using var response = await _stack.Api.SendAsync(request);
            // 501 is what is said of an operation that is not there.
            Assert.True(
                (int)response.StatusCode is < 500 or 501,
                $"'{contentType}': {response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        }
    }
}

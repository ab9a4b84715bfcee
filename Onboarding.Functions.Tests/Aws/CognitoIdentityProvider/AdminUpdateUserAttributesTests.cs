using System.Diagnostics;
using System.Text.Json;
using Amazon.CognitoIdentityProvider;
using Amazon.CognitoIdentityProvider.Model;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Settings;
using Onboarding.Functions.Tests.Hosting;

namespace Onboarding.Functions.Tests.Aws.CognitoIdentityProvider;

public sealed class AdminUpdateUserAttributesTests : IDisposable
{
    private readonly ActivitySource _source = new("AdminUpdateUserAttributesTests-" + Path.GetRandomFileName());

    public void Dispose() => _source.Dispose();

    [Fact]
    public async Task Sends_attributes_in_the_wire_format_of_Cognito()
    {
        await using var server = await LocalServer.StartAsync(_ => new WireResponse(200));
        using var clients = Clients(server);

        await clients.Cognito.AdminUpdateUserAttributesAsync(Request());

        var request = Assert.Single(server.Requests);
        Assert.Equal(
            "AWSCognitoIdentityProviderService.AdminUpdateUserAttributes", request.Headers["X-Amz-Target"]);
        Assert.Equal("application/x-amz-json-1.1", request.Headers["Content-Type"]);
        Assert.Contains(
            "/us-east-1/cognito-idp/aws4_request", request.Headers["Authorization"], StringComparison.Ordinal);
        Assert.Equal(
            """
            {"UserAttributes":[{"Name":"custom:tenant","Value":"t-1"},{"Name":"locale","Value":""}],
            "Username":"ada","UserPoolId":"us-east-1_pool"}
            """.ReplaceLineEndings(""),
            JsonDocument.Parse(request.Body).RootElement.GetRawText());
    }

    [Fact]
    public async Task Tells_a_missing_user_from_other_errors()
    {
        var type = "UserNotFoundException";
        await using var server = await LocalServer.StartAsync(
            _ => new WireResponse(400, $$"""{"__type":"{{type}}","message":"no"}"""));
        using var clients = Clients(server);

        await Assert.ThrowsAsync<UserNotFoundException>(
            () => clients.Cognito.AdminUpdateUserAttributesAsync(Request()));
        type = "NotAuthorizedException";
        var fault = await Assert.ThrowsAsync<AmazonCognitoIdentityProviderException>(
            () => clients.Cognito.AdminUpdateUserAttributesAsync(Request()));
        Assert.Equal("NotAuthorizedException", fault.ErrorCode);
    }

    private static AdminUpdateUserAttributesRequest Request() => new()
    {
        UserPoolId = "us-east-1_pool",
        Username = "ada",
        UserAttributes = [new() { Name = "custom:tenant", Value = "t-1" }, new() { Name = "locale", Value = "" }],
    };

    private AwsClients Clients(LocalServer server) => new(
        new FunctionSettings(new Dictionary<string, string>
        {
            ["AWS_REGION"] = "us-east-1",
            ["AWS_ACCESS_KEY_ID"] = "test",
            ["AWS_SECRET_ACCESS_KEY"] = "test",
            ["AWS_ENDPOINT_URL"] = "http://127.0.0.1:1",
            ["AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER"] = server.Url,
        }),
        _source);
}

using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.Tests.Template.PublicTemplates;

/// <summary>One event for each template that runs, as its clients would cause it.</summary>
internal static class Events
{
    private const string Password = "Correct-horse-1";

    public static async Task GreetAsync(LocalAwsHost aws, Task<Received> received)
    {
        using var http = new HttpClient { BaseAddress = aws.Stack.ApiUrl };
        Assert.Equal("handled", await http.GetStringAsync("/greet/Ada"));
        var (@event, environment) = await received;
        Assert.Equal("Ada", @event.GetProperty("pathParameters").GetProperty("name").GetString());
        Assert.Equal("Hello", environment["WORD"]);
    }

    public static async Task StoreAsync(LocalAwsHost aws, Task<Received> received)
    {
        using var http = new HttpClient { BaseAddress = aws.Stack.ApiUrl };
        using var request = new HttpRequestMessage(HttpMethod.Put, "/items/1") { Content = new StringContent("{}") };
        request.Headers.Add("Origin", "https://shop.example");
        using var response = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["https://shop.example"], response.Headers.GetValues("Access-Control-Allow-Origin"));
        Assert.Equal("local-Items", (await received).Environment["ITEMS"]);
        Assert.Equal("local-pictures", (await received).Environment["PICTURES"]);
    }

    public static async Task QueueAsync(LocalAwsHost aws, Task<Received> received)
    {
        var url = JsonSerializer.Serialize(aws.Stack.Outputs["Jobs"]);
        await CallAsync(aws, "sqs", "AmazonSQS.SendMessage", $$"""{"QueueUrl":{{url}},"MessageBody":"paint"}""", "1.0");
        var (@event, _) = await received.InTimeAsync();
        var record = Assert.Single(@event.GetProperty("Records").EnumerateArray());
        Assert.Equal("paint", record.GetProperty("body").GetString());
    }

    public static async Task PublishAsync(LocalAwsHost aws, Task<Received> received)
    {
        const string entry = """
            {"Entries": [{"EventBusName": "shop", "Source": "shop.payments", "DetailType": "paid", "Detail": "{}"}]}
            """;
        await CallAsync(aws, "events", "AWSEvents.PutEvents", entry);
        Assert.Equal("paid", (await received.InTimeAsync()).Event.GetProperty("detail-type").GetString());
    }

    public static async Task SignInAsync(LocalAwsHost aws, Task<Received> received)
    {
        using var http = new HttpClient { BaseAddress = aws.Stack.ApiUrl };
        using var denied = await http.GetAsync("/profile");
        Assert.Equal(HttpStatusCode.Unauthorized, denied.StatusCode);
        Assert.False(received.IsCompleted);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(aws));
        Assert.Equal("handled", await http.GetStringAsync("/profile"));
        Assert.Equal("GET /profile", (await received).Event.GetProperty("routeKey").GetString());
        http.DefaultRequestHeaders.Authorization = null;
        Assert.Equal("handled", await http.GetStringAsync("/health"));
    }

    public static async Task VoteAsync(LocalAwsHost aws, Task<Received> received)
    {
        using var dynamoDb = new AmazonDynamoDBClient(
            new BasicAWSCredentials(aws.AccessKeyId, aws.SecretAccessKey),
            new AmazonDynamoDBConfig { ServiceURL = aws.EdgeUrl.OriginalString, AuthenticationRegion = aws.Region });
        await dynamoDb.PutItemAsync("votes", new() { ["id"] = new("1") });
        var (@event, _) = await received.InTimeAsync();
        var record = Assert.Single(@event.GetProperty("Records").EnumerateArray());
        Assert.Equal("INSERT", record.GetProperty("eventName").GetString());
    }

    private static async Task<string> TokenAsync(LocalAwsHost aws)
    {
        var pool = aws.Stack.PhysicalIds["Members"];
        var client = aws.Stack.Outputs["Client"];
        await CognitoAsync("AdminCreateUser", $$"""{"UserPoolId":"{{pool}}","Username":"ada"}""");
        await CognitoAsync(
            "AdminSetUserPassword",
            $$"""{"UserPoolId":"{{pool}}","Username":"ada","Password":"{{Password}}","Permanent":true}""");
        var signedIn = await CognitoAsync(
            "InitiateAuth",
            $$"""
            {"ClientId":"{{client}}","AuthFlow":"USER_PASSWORD_AUTH",
             "AuthParameters":{"USERNAME":"ada","PASSWORD":"{{Password}}"} }
            """);
        return signedIn.GetProperty("AuthenticationResult").GetProperty("IdToken").GetString()!;

        Task<JsonElement> CognitoAsync(string operation, string body) =>
            CallAsync(aws, "cognito-idp", "AWSCognitoIdentityProviderService." + operation, body);
    }

    private static async Task<JsonElement> CallAsync(
        LocalAwsHost aws, string service, string target, string body, string version = "1.1")
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        using var message = new HttpRequestMessage(HttpMethod.Post, aws.EdgeUrl);
        message.Content = new ByteArrayContent(bytes);
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-" + version);
        message.Headers.Add("X-Amz-Target", target);
        new SigV4Signer(aws.Services.Context.Credentials.Root, aws.Region, TimeProvider.System)
            .Sign(message, bytes, service);
        using var http = new HttpClient();
        using var response = await http.SendAsync(message);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        using var document = JsonDocument.Parse(text.Length == 0 ? "{}" : text);
        return document.RootElement.Clone();
    }
}

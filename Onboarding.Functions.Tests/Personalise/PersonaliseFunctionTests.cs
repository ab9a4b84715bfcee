using System.Text.Json;
using Onboarding.Functions.Tests.Events;
using Onboarding.Functions.Tests.Hosting;

namespace Onboarding.Functions.Tests.Personalise;

public sealed class PersonaliseFunctionTests
{
    private const string Prediction = """{"predictions":[{"segment":"builder","score":0.42}]}""";

    [Fact]
    public async Task Writes_what_the_model_says_to_the_user_on_the_condition_that_it_is_the_first()
    {
        await using var function = await StartAsync();

        await DeliverAsync(function);

        var update = JsonDocument.Parse(function.Aws.Requests.Last().Body).RootElement;
        Assert.Equal(
            "(attribute_exists(#userId) AND attribute_not_exists(#personalisation))",
            update.GetProperty("ConditionExpression").GetString());
        // Neither status nor trace: the write is no event and no work for the stream's followers.
        Assert.Equal("SET #personalisation = :v0", update.GetProperty("UpdateExpression").GetString());
        var written = update.GetProperty("ExpressionAttributeValues").GetProperty(":v0").GetProperty("M");
        Assert.Equal("builder", written.GetProperty("segment").GetProperty("S").GetString());
        Assert.Equal("0.42", written.GetProperty("score").GetProperty("N").GetString());
    }

    [Fact]
    public async Task Sends_the_model_nothing_that_says_who_it_is()
    {
        await using var function = await StartAsync();

        await DeliverAsync(function);

        var request = Assert.Single(function.Aws.Requests, IsInvoke);
        Assert.Equal("/endpoints/personalisation/invocations", request.Path);
        Assert.Equal("application/json", request.Headers["Content-Type"]);
        Assert.Contains(
            "/us-east-1/sagemaker/aws4_request", request.Headers["Authorization"], StringComparison.Ordinal);
        Assert.Equal("""{"instances":[{"source":"register","topLevelDomain":"com","hour":12}]}""", request.Body);
    }

    [Theory]
    [InlineData("""{"userId":{"S":"ada"},"metadata":{"M":{"status":{"S":"failed"} } } }""")]
    [InlineData("""
        {"userId":{"S":"ada"},"personalisation":{"M":{"segment":{"S":"x"} } },
        "metadata":{"M":{"status":{"S":"completed"} } } }
        """)]
    public async Task Does_not_ask_twice_nor_for_a_user_who_has_failed(string item)
    {
        await using var function = await StartAsync(request =>
            request.Operation == "GetItem" ? new(200, $$"""{"Item":{{item}} }""") : null);

        await DeliverAsync(function);

        Assert.Equal(["GetItem"], function.Aws.Requests.Select(request => request.Operation));
    }

    [Fact]
    public async Task Takes_an_answer_that_another_delivery_wrote_for_its_own()
    {
        await using var function = await StartAsync(
            request => request.Operation == "UpdateItem" ? DynamoDb.ConditionFailed : null);

        Assert.Equal("null", (await DeliverAsync(function)).Request.Body);
    }

    [Theory]
    [InlineData(424, "ModelError")]
    [InlineData(400, "ValidationError")]
    public async Task A_refusal_fails_the_invocation_with_its_code(int status, string code)
    {
        await using var function = await StartAsync(request => IsInvoke(request)
            ? new(status, """{"Message":"no"}""") { Headers = { ["x-amzn-ErrorType"] = code } }
            : null);

        var posted = await DeliverAsync(function);

        Assert.EndsWith("/error", posted.Request.Path, StringComparison.Ordinal);
        Assert.Contains("AmazonSageMakerRuntimeException", posted.Request.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(function.Aws.Requests, request => request.Operation == "UpdateItem");
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("[]")]
    [InlineData("""{"predictions":[]}""")]
    [InlineData("""{"predictions":[{"segment":"a b","score":1}]}""")]
    [InlineData("""{"predictions":[{"segment":"builder","score":"high"}]}""")]
    public async Task An_answer_of_another_form_is_a_fault(string prediction)
    {
        await using var function = await StartAsync(request => IsInvoke(request) ? new(200, prediction) : null);

        var posted = await DeliverAsync(function);

        Assert.EndsWith("/error", posted.Request.Path, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("builder", "Hello Ada,\n\nyour account is ready.\n\nThe API is documented")]
    [InlineData("unheard-of", "Hello Ada,\n\nyour account is ready.\n\nYour user id:")]
    public async Task The_mail_uses_what_is_there_when_it_is_sent(string segment, string text)
    {
        const string user = """
            "userId":{"S":"ada"},"email":{"S":"ada@example.com"},"name":{"S":"Ada"},
            "metadata":{"M":{"status":{"S":"processing"},"steps":{"M":{} } } }
            """;
        // The model's answer comes after the user was read, and before the mail.
        await using var function = await FunctionUnderTest.StartAsync("Provision", request => request.Operation switch
        {
            "GetItem" => new(200, $$"""{"Item":{ {{user}} } }"""),
            "UpdateItem" when request.Body.Contains("ALL_NEW", StringComparison.Ordinal) => new(200, $$$"""
                {"Attributes":{ {{{user}}},"personalisation":{"M":{"segment":{"S":"{{{segment}}}"} } } } }
                """),
            "" when request.Path.StartsWith("/v2", StringComparison.Ordinal) => new(200, """{"MessageId":"m"}"""),
            "" => new(200, ""),
            _ => new(200),
        });

        await function.InvokeAsync(Samples.Stream(Samples.UserRecord("1", "ada", "processing", before: "pending")));

        var mail = Assert.Single(
            function.Aws.Requests, request => request.Path.StartsWith("/v2", StringComparison.Ordinal));
        var body = JsonDocument.Parse(mail.Body).RootElement.GetProperty("Content").GetProperty("Simple")
            .GetProperty("Body").GetProperty("Text").GetProperty("Data").GetString();
        Assert.StartsWith(text, body, StringComparison.Ordinal);
    }

    private static Task<FunctionUnderTest> StartAsync(Func<WireRequest, WireResponse?>? aws = null) =>
        FunctionUnderTest.StartAsync("Personalise", request => aws?.Invoke(request) ?? Answer(request));

    private static WireResponse Answer(WireRequest request) => request.Operation switch
    {
        "GetItem" => new(200, """
            {"Item":{"userId":{"S":"ada"},"email":{"S":"ada@example.com"},"name":{"S":"Ada"},"source":{"S":"register"},
            "domain":{"M":{"name":{"S":"example.com"} } },
            "metadata":{"M":{"status":{"S":"processing"},"createdAt":{"S":"2026-11-20T12:00:00.000Z"} } } } }
            """),
        "" => new(200, Prediction),
        _ => new(200),
    };

    private static bool IsInvoke(WireRequest request) =>
        request.Path.StartsWith("/endpoints/", StringComparison.Ordinal);

    private static Task<Posted> DeliverAsync(FunctionUnderTest function) =>
        function.InvokeAsync(BusSamples.Event("ada", "processing"));
}

using Onboarding.LocalAws.Tests.Hosting;
using static Onboarding.LocalAws.Tests.Sns.SnsHost;

namespace Onboarding.LocalAws.Tests.Sns;

/// <summary>
/// Documented(https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html, API_ListTopics.html,
/// API_DeleteTopic.html); the texts of errors are those that SDKs showed, as SnsErrors says.
/// </summary>
public sealed class TopicTests : IAsyncLifetime
{
    private const string Arn = "arn:aws:sns:us-east-1:123456789012:";

    private TestHost _host = null!;

    public async Task InitializeAsync() => _host = await TestHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task CreateTopic_gives_the_ARN_of_a_topic_new_or_not()
    {
        Assert.Equal(Arn + "users", await _host.CreateTopicAsync("users"));
        Assert.Equal(Arn + "users", await _host.CreateTopicAsync("users"));
        Assert.Equal([Arn + "users"], (await _host.ListTopicsAsync()).Arns);
    }

    [Fact]
    public async Task ListTopics_has_pages_of_a_hundred_that_deletions_do_not_shift()
    {
        for (var i = 0; i < 150; i++)
        {
            await _host.CreateTopicAsync($"t{i:000}");
        }

        var first = await _host.ListTopicsAsync();
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"{Arn}t{i:000}"), first.Arns);
        await _host.SnsAsync("DeleteTopic", ("TopicArn", Arn + "t000"));
        await _host.SnsAsync("DeleteTopic", ("TopicArn", Arn + "t099"));
        var second = await _host.ListTopicsAsync(first.Next);
        Assert.Equal(Enumerable.Range(100, 50).Select(i => $"{Arn}t{i:000}"), second.Arns);
        Assert.Null(second.Next);
    }

    [Fact]
    public async Task DeleteTopic_succeeds_whether_or_not_there_is_one_and_has_no_result()
    {
        var arn = await _host.CreateTopicAsync("users");
        for (var i = 0; i < 2; i++)
        {
            var (status, body) = await _host.SnsAsync("DeleteTopic", ("TopicArn", arn));
            Assert.Equal(200, status);
            Assert.Equal(Namespace + "DeleteTopicResponse", body.Name);
            Assert.Equal(Namespace + "ResponseMetadata", Assert.Single(body.Elements()).Name);
        }

        Assert.Empty((await _host.ListTopicsAsync()).Arns);
    }

    [Theory]
    [InlineData("CreateTopic", "Name", "", "Invalid parameter: Topic Name")]
    [InlineData("CreateTopic", "Name", "a b", "Invalid parameter: Topic Name")]
    [InlineData("ListTopics", "NextToken", "?", "Invalid parameter: NextToken")]
    [InlineData(
        "DeleteTopic", "TopicArn", "x:y:z",
        "Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not 3")]
    [InlineData("DeleteTopic", "TopicArn", "arn:aws:sns:eu-west-1:123456789012:t", "Invalid parameter: TopicArn")]
    public async Task Rejects_invalid_parameters(string action, string name, string value, string message) =>
        await RejectsAsync(400, "InvalidParameter", message, action, (name, value));

    [Fact]
    public async Task Rejects_a_name_of_257_characters() =>
        await RejectsAsync(
            400, "InvalidParameter", "Invalid parameter: Topic Name", "CreateTopic", ("Name", new string('a', 257)));

    [Theory]
    [InlineData("CreateTopic", "Attributes.entry.1.key", "Attributes")]
    [InlineData("CreateTopic", "Tags.member.1.Key", "Tags")]
    [InlineData("Publish", "Message", "Publish")]
    public async Task Refuses_what_it_does_not_do(string action, string parameter, string named)
    {
        var (status, body) = await _host.SnsAsync(action, ("Name", "users"), (parameter, "x"));
        Assert.Equal(501, status);
        var message = body.Descendants(Namespace + "Message").Single().Value;
        Assert.StartsWith("not supported by Onboarding.LocalAws", message, StringComparison.Ordinal);
        Assert.Contains(named, message, StringComparison.Ordinal);
        Assert.Empty((await _host.ListTopicsAsync()).Arns);
    }

    [Fact]
    public async Task Refuses_FIFO_topics()
    {
        var (status, _) = await _host.SnsAsync("CreateTopic", ("Name", "users.fifo"));
        Assert.Equal(501, status);
    }

    private async Task RejectsAsync(
        int status, string code, string message, string action, params (string, string)[] parameters)
    {
        var (actual, body) = await _host.SnsAsync(action, parameters);
        var error = body.Element(Namespace + "Error")!;
        Assert.Equal(
            (status, code, message),
            (actual, error.Element(Namespace + "Code")!.Value, error.Element(Namespace + "Message")!.Value));
    }
}

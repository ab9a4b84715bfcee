using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.Sqs;

/// <summary>
/// Order, groups and deduplication. Evidence: Documented(https://docs.aws.amazon.com/AWSSimpleQueueService/latest/
/// SQSDeveloperGuide/sqs-fifo-queues.html); the texts are recorded (localstack/localstack,
/// tests/aws/services/sqs/test_sqs.snapshot.json), else named inferred in the code.
/// </summary>
public sealed class FifoMessageTests : IAsyncLifetime
{
    private const string NotForType = "is invalid. Reason: The request include parameter that is not valid for this "
        + "queue type.";

    private readonly ManualTime _time = new();
    private TestHost _host = null!;
    private FifoHost _queue = null!;

    public async Task InitializeAsync()
    {
        _host = await TestHost.StartAsync(new LocalAwsOptions { Time = _time });
        _queue = await FifoHost.CreateAsync(_host, "jobs.fifo");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Tells_the_receiver_group_deduplication_id_and_sequence_number()
    {
        var first = await _queue.SendAsync("one", "g", "d1");
        var second = await _queue.SendAsync("two", "g", "d2");
        var messages = await _queue.ReceiveAsync();
        Assert.Equal(["one", "two"], messages.Select(m => m.Text("Body")));
        Assert.Equal("g", messages[0].Text("Attributes", "MessageGroupId"));
        Assert.Equal("d1", messages[0].Text("Attributes", "MessageDeduplicationId"));
        Assert.Equal(first.Text("SequenceNumber"), messages[0].Text("Attributes", "SequenceNumber"));
        Assert.Equal(20, first.Text("SequenceNumber").Length);
        Assert.True(string.CompareOrdinal(first.Text("SequenceNumber"), second.Text("SequenceNumber")) < 0);
    }

    [Fact]
    public async Task A_group_with_a_message_in_flight_is_blocked_and_the_others_are_not()
    {
        await SendAllAsync("a1", "a2", "b1");
        var first = Assert.Single(await _queue.ReceiveAsync(1));
        Assert.Equal("a1", first.Text("Body"));
        Assert.Equal("b1", await _queue.BodiesAsync());
        Assert.Equal("", await _queue.BodiesAsync());
        await _queue.DeleteAsync(first);
        Assert.Equal("a2", await _queue.BodiesAsync());
    }

    [Fact]
    public async Task A_batch_has_messages_of_one_group_in_order_and_then_of_others()
    {
        await SendAllAsync("a1", "b1", "a2", "b2", "c1", "a3");
        Assert.Equal("a1 a2 a3 b1 b2", await _queue.BodiesAsync(5));
        Assert.Equal("c1", await _queue.BodiesAsync());
    }

    [Fact]
    public async Task A_group_comes_back_in_order_once_all_of_it_is_visible()
    {
        await SendAllAsync("a1", "a2", "a3");
        var batch = await _queue.ReceiveAsync(2);
        await _queue.HideAsync(batch[1], 60);
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("", await _queue.BodiesAsync());
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("a1 a2 a3", await _queue.BodiesAsync());
    }

    [Fact]
    public async Task A_released_message_opens_its_group_and_ends_a_long_poll()
    {
        await SendAllAsync("a1", "a2");
        var first = Assert.Single(await _queue.ReceiveAsync(1));
        var waiting = _queue.BodiesAsync(1, ",\"WaitTimeSeconds\":20");
        await _queue.HideAsync(first, 0);
        Assert.Equal("a1", await waiting.InTimeAsync());
    }

    [Fact]
    public async Task A_deleted_message_ends_the_long_poll_for_the_next_of_its_group()
    {
        await SendAllAsync("a1", "a2");
        var first = Assert.Single(await _queue.ReceiveAsync(1));
        var queues = _host.Services.Sqs.Queues;
        var waiting = queues.WhenVisibleAsync("jobs.fifo", CancellationToken.None);
        Assert.False(waiting.IsCompleted);
        await _queue.DeleteAsync(first);
        Assert.True(await waiting.InTimeAsync());
    }

    [Fact]
    public async Task A_duplicate_is_accepted_and_not_delivered_even_once_the_first_is_deleted()
    {
        var first = await _queue.SendAsync("one", "g", "d");
        await _queue.DeleteAsync(Assert.Single(await _queue.ReceiveAsync()));
        _time.Advance(TimeSpan.FromSeconds(299));
        var duplicate = await _queue.SendAsync("other", "h", "d");
        Assert.Equal(first.Text("MessageId"), duplicate.Text("MessageId"));
        Assert.Equal(first.Text("SequenceNumber"), duplicate.Text("SequenceNumber"));
        Assert.Equal("", await _queue.BodiesAsync());
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.NotEqual(first.Text("MessageId"), (await _queue.SendAsync("third", "g", "d")).Text("MessageId"));
        Assert.Equal("third", await _queue.BodiesAsync());
    }

    [Fact]
    public async Task A_purge_forgets_the_messages_and_not_what_was_sent()
    {
        await _queue.SendAsync("one", "g", "d");
        await _queue.CallAsync("PurgeQueue", "\"Ignored\":1");
        await _queue.SendAsync("one", "g", "d");
        Assert.Equal("", await _queue.BodiesAsync());
        await _queue.SendAsync("two", "g", "e");
        Assert.Equal("two", await _queue.BodiesAsync());
    }

    [Fact]
    public async Task Deduplicates_by_the_body_and_not_by_its_attributes()
    {
        var queue = await FifoHost.CreateAsync(_host, "content.fifo", ",\"ContentBasedDeduplication\":\"true\"");
        var first = await queue.SendAsync("one", "g");
        const string attribute = ",\"MessageAttributes\":{\"n\":{\"DataType\":\"String\",\"StringValue\":\"x\"}}";
        Assert.Equal(
            first.Text("MessageId"), (await queue.SendAsync("one", "g", more: attribute)).Text("MessageId"));
        // sha256sum of "one".
        const string hash = "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed";
        Assert.Equal(first.Text("MessageId"), (await queue.SendAsync("two", "g", hash)).Text("MessageId"));
        await queue.SendAsync("one", "g", "own");
        var messages = await queue.ReceiveAsync();
        Assert.Equal([hash, "own"], messages.Select(m => m.Text("Attributes", "MessageDeduplicationId")));
    }

    [Fact]
    public async Task Deduplicates_within_the_group_where_that_is_the_scope()
    {
        var queue = await FifoHost.CreateAsync(_host, "scoped.fifo", ",\"DeduplicationScope\":\"messageGroup\"");
        await queue.SendAsync("one", "g", "d");
        await queue.SendAsync("two", "h", "d");
        await queue.SendAsync("three", "h", "d");
        Assert.Equal("one two", await queue.BodiesAsync());
    }

    [Theory]
    [InlineData("\"MessageGroupId\":\"g\"", "InvalidParameterValue",
        "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly")]
    [InlineData("\"MessageDeduplicationId\":\"d\"", "MissingParameter",
        "The request must contain the parameter MessageGroupId.")]
    [InlineData("\"MessageGroupId\":\"a b\",\"MessageDeduplicationId\":\"d\"", "InvalidParameterValue",
        "Value a b for parameter MessageGroupId is invalid. Reason: MessageGroupId can only include alphanumeric and "
            + "punctuation characters. 1 to 128 in length.")]
    [InlineData("\"MessageGroupId\":\"g\",\"MessageDeduplicationId\":\"ü\"", "InvalidParameterValue",
        "Value ü for parameter MessageDeduplicationId is invalid. Reason: MessageDeduplicationId can only include "
            + "alphanumeric and punctuation characters. 1 to 128 in length.")]
    [InlineData("\"MessageGroupId\":\"g\",\"MessageDeduplicationId\":\"d\",\"DelaySeconds\":2", "InvalidParameterValue",
        "Value 2 for parameter DelaySeconds " + NotForType)]
    public async Task Rejects_a_wrong_message(string members, string code, string message)
    {
        var fault = await _queue.FaultAsync("SendMessage", "\"MessageBody\":\"a\"," + members);
        Assert.Equal((code + ";Sender", message), (fault.QueryError, fault.Message));
    }

    [Fact]
    public async Task Ids_have_up_to_128_characters_of_which_any_may_be_punctuation()
    {
        const string punctuation = "!\\\"#$%&'()*+,-./:;<=>?@[\\\\]^_`{|}~";
        await _queue.SendAsync("a", punctuation, new string('x', 128));
        var fault = await _queue.FaultAsync(
            "SendMessage",
            "\"MessageBody\":\"a\",\"MessageGroupId\":\"g\",\"MessageDeduplicationId\":\"" + new string('x', 129)
            + "\"");
        Assert.EndsWith("1 to 128 in length.", fault.Message, StringComparison.Ordinal);
        Assert.Single(await _queue.ReceiveAsync());
    }

    [Fact]
    public async Task A_batch_that_lacks_an_id_fails_as_a_whole()
    {
        const string entries = "\"Entries\":[{\"Id\":\"1\",\"MessageBody\":\"a\",\"MessageDeduplicationId\":\"d\","
            + "\"MessageGroupId\":\"g\"},{\"Id\":\"2\",\"MessageBody\":\"b\"}]";
        var fault = await _queue.FaultAsync("SendMessageBatch", entries);
        Assert.Equal(
            ("InvalidParameterValue;Sender", "The request must contain the parameter MessageGroupId."),
            (fault.QueryError, fault.Message));
        Assert.Equal("", await _queue.BodiesAsync());
    }

    [Fact]
    public async Task A_batch_keeps_its_order_and_drops_its_duplicates()
    {
        var entries = ((string[])["1 d1", "2 d2", "3 d1"]).Select(e => e.Split(' ')).Select(e =>
            $$"""{"Id":"{{e[0]}}","MessageBody":"x","MessageDeduplicationId":"{{e[1]}}","MessageGroupId":"g"}""");
        var sent = await _queue.CallAsync("SendMessageBatch", "\"Entries\":[" + string.Join(',', entries) + "]");
        var successful = sent.GetProperty("Successful");
        Assert.Equal(successful[0].Text("SequenceNumber"), successful[2].Text("SequenceNumber"));
        Assert.Equal(
            ["d1", "d2"],
            (await _queue.ReceiveAsync()).Select(m => m.Text("Attributes", "MessageDeduplicationId")));
    }

    [Fact]
    public async Task An_expired_receipt_handle_deletes_nothing()
    {
        await _queue.SendAsync("one", "g", "d");
        var first = Assert.Single(await _queue.ReceiveAsync());
        _time.Advance(TimeSpan.FromSeconds(30));
        var handle = first.Text("ReceiptHandle");
        var expected = (
            "InvalidParameterValue;Sender",
            $"Value {handle} for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.");
        var expired = await _queue.FaultAsync("DeleteMessage", $"\"ReceiptHandle\":\"{handle}\"");
        Assert.Equal(expected, (expired.QueryError, expired.Message));
        var second = Assert.Single(await _queue.ReceiveAsync());
        var older = await _queue.FaultAsync("DeleteMessage", $"\"ReceiptHandle\":\"{handle}\"");
        Assert.Equal(expected, (older.QueryError, older.Message));
        await _queue.DeleteAsync(second);
        await _queue.DeleteAsync(second);
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("", await _queue.BodiesAsync());
    }

    [Fact]
    public async Task A_receive_can_be_repeated_while_its_messages_are_as_it_left_them()
    {
        await SendAllAsync("a1", "a2", "b1");
        const string attempt = ",\"ReceiveRequestAttemptId\":\"try-1\"";
        var first = await _queue.ReceiveAsync(2, attempt);
        _time.Advance(TimeSpan.FromSeconds(20));
        var again = await _queue.ReceiveAsync(2, attempt);
        Assert.Equal(first.Select(m => m.Text("ReceiptHandle")), again.Select(m => m.Text("ReceiptHandle")));
        // The visibility timeout began anew.
        _time.Advance(TimeSpan.FromSeconds(20));
        await _queue.DeleteAsync(again[0]);
        Assert.Equal("b1", await _queue.BodiesAsync(10, attempt));
    }

    [Fact]
    public async Task A_receive_is_another_one_after_its_visibility_timeout_and_after_five_minutes()
    {
        await SendAllAsync("a1", "b1");
        const string attempt = ",\"ReceiveRequestAttemptId\":\"try-1\",\"VisibilityTimeout\":600";
        Assert.Equal("a1", await _queue.BodiesAsync(1, attempt));
        _time.Advance(TimeSpan.FromSeconds(299));
        Assert.Equal("a1", await _queue.BodiesAsync(1, attempt));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("b1", await _queue.BodiesAsync(1, attempt));
        _time.Advance(TimeSpan.FromSeconds(600));
        var messages = await _queue.ReceiveAsync(2, attempt);
        Assert.Equal(
            ["a1 2", "b1 2"],
            messages.Select(m => $"{m.Text("Body")} {m.Text("Attributes", "ApproximateReceiveCount")}"));
    }

    [Fact]
    public async Task What_was_received_too_often_goes_to_the_dead_letter_queue_with_its_group_and_opens_it()
    {
        var dead = await FifoHost.CreateAsync(_host, "dead.fifo");
        await _queue.CallAsync(
            "SetQueueAttributes",
            "\"Attributes\":{\"RedrivePolicy\":\"{\\\"deadLetterTargetArn\\\":"
            + "\\\"arn:aws:sqs:us-east-1:123456789012:dead.fifo\\\",\\\"maxReceiveCount\\\":1}\"}");
        await SendAllAsync("a1", "a2");
        Assert.Equal("a1", await _queue.BodiesAsync(1));
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("a2", await _queue.BodiesAsync());
        var message = Assert.Single(await dead.ReceiveAsync());
        Assert.Equal("a1", message.Text("Body"));
        Assert.Equal("a", message.Text("Attributes", "MessageGroupId"));
        Assert.Equal("a1", message.Text("Attributes", "MessageDeduplicationId"));
        // "For FIFO queues, the enqueue timestamp resets when the message is moved."
        Assert.Equal($"{_time.GetUtcNow().ToUnixTimeMilliseconds()}", message.Text("Attributes", "SentTimestamp"));
    }

    [Fact]
    public async Task A_new_delay_of_the_queue_is_that_of_the_messages_in_it()
    {
        var queue = await FifoHost.CreateAsync(_host, "slow.fifo", ",\"DelaySeconds\":\"60\"");
        await queue.SendAsync("one", "g", "1", ",\"DelaySeconds\":0");
        Assert.Equal("", await queue.BodiesAsync());
        await queue.CallAsync("SetQueueAttributes", "\"Attributes\":{\"DelaySeconds\":\"10\"}");
        _time.Advance(TimeSpan.FromSeconds(6));
        await queue.SendAsync("two", "g", "2");
        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal("one", await queue.BodiesAsync());
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("one two", await queue.BodiesAsync());
    }

    [Fact]
    public async Task A_message_is_kept_for_the_retention_period_and_its_group_goes_on_behind_it()
    {
        var queue = await FifoHost.CreateAsync(_host, "short.fifo", ",\"MessageRetentionPeriod\":\"60\"");
        await queue.SendAsync("one", "g", "1");
        _time.Advance(TimeSpan.FromSeconds(59));
        await queue.SendAsync("two", "g", "2");
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("two", await queue.BodiesAsync());
    }

    [Fact]
    public async Task A_standard_queue_takes_a_group_and_shows_it_and_keeps_no_order_for_it()
    {
        // Documented(https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues.html).
        var url = await _host.CreateQueueAsync("fair");
        var standard = new FifoHost(_host, url);
        var sent = await standard.SendAsync("one", "tenant");
        await standard.SendAsync("two", "tenant");
        Assert.False(sent.TryGetProperty("SequenceNumber", out _));
        var first = Assert.Single(await standard.ReceiveAsync(1));
        Assert.Equal("tenant", first.Text("Attributes", "MessageGroupId"));
        Assert.False(first.GetProperty("Attributes").TryGetProperty("SequenceNumber", out _));
        Assert.Equal("two", await standard.BodiesAsync());
    }

    [Theory]
    [InlineData("SendMessage", "\"MessageBody\":\"a\",\"MessageDeduplicationId\":\"d\"",
        "Value d for parameter MessageDeduplicationId " + NotForType)]
    [InlineData("ReceiveMessage", "\"ReceiveRequestAttemptId\":\"r\"",
        "Value r for parameter ReceiveRequestAttemptId " + NotForType)]
    [InlineData("SendMessage", "\"MessageBody\":\"a\",\"MessageGroupId\":\"\"",
        "Value  for parameter MessageGroupId is invalid. Reason: MessageGroupId can only include alphanumeric and "
            + "punctuation characters. 1 to 128 in length.")]
    public async Task A_standard_queue_rejects_what_is_for_FIFO_queues(
        string operation, string members, string message)
    {
        var standard = new FifoHost(_host, await _host.CreateQueueAsync("jobs"));
        var fault = await standard.FaultAsync(operation, members);
        Assert.Equal(("InvalidParameterValue;Sender", message), (fault.QueryError, fault.Message));
    }

    /// <summary>The group is the body's first letter, the deduplication id the body.</summary>
    private async Task SendAllAsync(params string[] bodies)
    {
        foreach (var body in bodies)
        {
            await _queue.SendAsync(body, body[..1], body);
        }
    }
}

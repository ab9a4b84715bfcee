using System.Text.Json;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.Sqs;

/// <summary>A FIFO queue as a client of the wire sees it.</summary>
internal sealed class FifoHost(TestHost host, string url)
{
    public string Url => url;

    /// <param name="attributes">Further ones, with a comma in front.</param>
    public static async Task<FifoHost> CreateAsync(TestHost host, string name, string attributes = "") =>
        new(host, await host.CreateQueueAsync(name, "{\"FifoQueue\":\"true\"" + attributes + "}"));

    /// <param name="more">Further members, with a comma in front.</param>
    public Task<JsonElement> SendAsync(string body, string group, string? id = null, string more = "") => CallAsync(
        "SendMessage",
        $"\"MessageBody\":\"{body}\",\"MessageGroupId\":\"{group}\""
        + (id is null ? "" : $",\"MessageDeduplicationId\":\"{id}\"") + more);

    /// <param name="more">Further members, with a comma in front.</param>
    public Task<JsonElement[]> ReceiveAsync(int countMax = 10, string more = "") => host.ReceiveAsync(
        url, $",\"MaxNumberOfMessages\":{countMax},\"MessageSystemAttributeNames\":[\"All\"]" + more);

    public async Task<string> BodiesAsync(int countMax = 10, string more = "") =>
        string.Join(' ', (await ReceiveAsync(countMax, more)).Select(m => m.Text("Body")));

    public Task<JsonElement> DeleteAsync(JsonElement message) =>
        CallAsync("DeleteMessage", $"\"ReceiptHandle\":\"{message.Text("ReceiptHandle")}\"");

    public Task<JsonElement> HideAsync(JsonElement message, int seconds) => CallAsync(
        "ChangeMessageVisibility",
        $"\"ReceiptHandle\":\"{message.Text("ReceiptHandle")}\",\"VisibilityTimeout\":{seconds}");

    public Task<JsonElement> CallAsync(string operation, string members) =>
        host.SqsOkAsync(operation, "{\"QueueUrl\":\"" + url + "\"," + members + "}");

    public Task<(string Type, string Message, string QueryError)> FaultAsync(string operation, string members) =>
        host.SqsFaultAsync(operation, "{\"QueueUrl\":\"" + url + "\"," + members + "}");
}

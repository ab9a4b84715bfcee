using System.Text;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Sns.Operations;

/// <summary>
/// ListTopics: pages of 100. The token is the name behind which the next page begins, so that topics which come and go
/// meanwhile shift nothing.
/// Source: https://docs.aws.amazon.com/sns/latest/api/API_ListTopics.html.
/// </summary>
internal sealed class ListTopics(SnsContext context) : IAwsOperation<QueryCall>
{
    private const int PageMax = 100;

    public string Name => "ListTopics";

    public IReadOnlyList<Permission> Permissions { get; } = [new("sns:ListTopics")];

    public OperationMembers Members { get; } = new("NextToken");

    public ValueTask ExecuteAsync(QueryCall call, CancellationToken stop)
    {
        var page = context.Topics.Page(Decode(call.Text("NextToken")), PageMax + 1);
        call.Response.WriteStartElement("Topics");
        foreach (var topic in page.Take(PageMax))
        {
            call.Response.WriteStartElement("member");
            call.Response.WriteElementString("TopicArn", context.ArnOf(topic.Name));
            call.Response.WriteEndElement();
        }

        call.Response.WriteEndElement();
        if (page.Count > PageMax)
        {
            call.Response.WriteElementString("NextToken", Convert.ToBase64String(
                Encoding.ASCII.GetBytes(page[PageMax - 1].Name)));
        }

        return ValueTask.CompletedTask;
    }

    private static string Decode(string? token)
    {
        if (string.IsNullOrEmpty(token))
        {
            return "";
        }

        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var length)
            ? Encoding.ASCII.GetString(bytes, 0, length)
            : throw SnsErrors.Invalid("NextToken");
    }
}

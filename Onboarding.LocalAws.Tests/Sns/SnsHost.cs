using System.Xml.Linq;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.Sns;

/// <summary>Calls SNS as its SDKs do; none of .NET is on the feed.</summary>
internal static class SnsHost
{
    public static readonly XNamespace Namespace = "http://sns.amazonaws.com/doc/2010-03-31/";

    public static async Task<(int Status, XElement Body)> SnsAsync(
        this TestHost host, string action, params (string Name, string Value)[] parameters)
    {
        using var form = new FormUrlEncodedContent(
            parameters.Prepend(("Version", "2010-03-31")).Prepend(("Action", action))
                .Select(p => KeyValuePair.Create(p.Item1, p.Item2)));
        using var response = await host.SendSignedAsync(
            "sns", HttpMethod.Post, "/", await form.ReadAsStringAsync(),
            "Content-Type: application/x-www-form-urlencoded; charset=utf-8");
        return ((int)response.StatusCode, XElement.Parse(await response.Content.ReadAsStringAsync()));
    }

    public static async Task<string> CreateTopicAsync(this TestHost host, string name)
    {
        var (status, body) = await host.SnsAsync("CreateTopic", ("Name", name));
        Assert.Equal(200, status);
        return body.Element(Namespace + "CreateTopicResult")!.Element(Namespace + "TopicArn")!.Value;
    }

    public static async Task<(string[] Arns, string? Next)> ListTopicsAsync(this TestHost host, string? token = null)
    {
        var (status, body) = await host.SnsAsync("ListTopics", token is null ? [] : [("NextToken", token)]);
        Assert.Equal(200, status);
        var result = body.Element(Namespace + "ListTopicsResult")!;
        return (
            [.. result.Element(Namespace + "Topics")!.Elements(Namespace + "member").Select(m => m.Value)],
            result.Element(Namespace + "NextToken")?.Value);
    }
}

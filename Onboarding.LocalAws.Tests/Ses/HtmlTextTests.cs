using Onboarding.LocalAws.Ses.Mime;
using Onboarding.LocalAws.Ses.Store;

namespace Onboarding.LocalAws.Tests.Ses;

/// <summary>Local: what the mailbox shows of an HTML mail.</summary>
public sealed class HtmlTextTests
{
    [Theory]
    [InlineData("<p>Hello <b>A</b>da</p><p>Bye</p>", "Hello Ada Bye")]
    [InlineData("<head><style>p{}</style><title>T</title></head><body>Text</body>", "Text")]
    [InlineData("<SCRIPT>alert('<p>')</SCRIPT >a<!-- <b>no</b> -->b<br/>c", "a b c")]
    [InlineData("5 &lt; 6 &amp;&nbsp;&Uuml;&#8364;", "5 < 6 & Ü€")]
    [InlineData("a\r\n\t  b", "a b")]
    [InlineData("1 < 2 and <3", "1 < 2 and <3")]
    [InlineData("<style>p{", "p{")]
    [InlineData("", "")]
    public void Is_what_a_person_reads(string html, string text) => Assert.Equal(text, HtmlText.Read(html, 200));

    [Fact]
    public void Ends_at_its_limit_and_never_within_a_character()
    {
        Assert.Equal("aaaa", HtmlText.Read("<p>aaaa😀</p>", 5));
        Assert.Equal(200, HtmlText.Read(string.Concat(Enumerable.Repeat("<p>x</p>", 100_000)), 200).Length + 1);
    }

    [Fact]
    public void The_plain_text_comes_first()
    {
        Assert.Equal("plain", Snippet.Of(new MailContent("s", "plain", "<p>html</p>", [])));
        Assert.Equal("html", Snippet.Of(new MailContent("s", null, "<p>html</p>", [])));
        Assert.Equal("", Snippet.Of(new MailContent("s", null, null, [])));
    }
}

using Onboarding.AppHost.Terminal;

namespace Onboarding.IntegrationTests.Terminal;

/// <summary>What a person sees of a JSON log line.</summary>
public sealed class ReadableLogTests
{
    private const string Line =
        """{"timestamp":"2026-11-20T12:00:00.5Z","level":"LEVEL","service":"onboarding-Register","categ""" +
        """ory":"c","traceId":"0123456789abcdef0123456789abcdef","message":"User 7 is registered","UserId":"7"}""";

    private static readonly string LocalTime =
        DateTimeOffset.Parse("2026-11-20T12:00:00.5Z", null).ToLocalTime().ToString("HH:mm:ss.fff", null);

    [Fact]
    public void An_entry_is_time_function_message_and_short_trace_id() =>
        Assert.Equal(
            $"{LocalTime}  Register                  User 7 is registered 01234567",
            Show(Line.Replace("LEVEL", "Information")));

    [Theory]
    [InlineData("Warning", "warning User 7")]
    [InlineData("Error", "error User 7")]
    [InlineData("Critical", "error User 7")]
    public void A_warning_and_an_error_say_so(string level, string shown) =>
        Assert.Contains(shown, Show(Line.Replace("LEVEL", level)), StringComparison.Ordinal);

    [Fact]
    public void A_long_message_goes_on_below_itself()
    {
        var lines = Show(Line.Replace("LEVEL", "Information").Replace("User 7", new string('x', 60)), width: 80)
            .Split('\n');
        Assert.True(lines.Length > 1);
        Assert.All(lines.Skip(1), line => Assert.StartsWith(new string(' ', 40), line, StringComparison.Ordinal));
    }

    [Fact]
    public void An_exception_stands_below_its_message()
    {
        var shown = Show(
            """{"timestamp":"2026-11-20T12:00:00Z","level":"Error","service":"A","message":"it failed","ex""" +
            """ception":"Boom\n  at B"}""");
        Assert.Matches(@"error it failed\s*\n +Boom\s*\n +at B", shown);
    }

    /// <summary>Brackets are markup to the library that draws.</summary>
    [Theory]
    [InlineData("[red] it printed this by itself [/]")]
    [InlineData("{ not json")]
    [InlineData("{\"message\":\"of another shape\"}")]
    [InlineData("{\"timestamp\":\"yesterday\",\"level\":\"Error\",\"service\":\"A\",\"message\":\"m\"}")]
    public void Anything_else_is_shown_as_it_is(string line) => Assert.Equal(line, Show(line));

    [Fact]
    public void A_message_with_brackets_is_shown_as_it_is() =>
        Assert.Contains(
            "[bold]7[/] is registered",
            Show(Line.Replace("LEVEL", "Information").Replace("User 7", "[bold]7[/]")),
            StringComparison.Ordinal);

    [Fact]
    public void An_entry_is_written_as_a_line() =>
        Assert.Throws<NotSupportedException>(() => new ReadableLog(TerminalConsole.Out, "onboarding").Write('x'));

    private static string Show(string line, int width = 200)
    {
        var shown = new StringWriter();
        var console = TerminalConsole.Create(shown, isRedirected: true);
        console.Profile.Width = width;
        new ReadableLog(console, "onboarding").WriteLine(line);
        return string.Join('\n', shown.ToString().Split(Environment.NewLine).Select(l => l.TrimEnd())).TrimEnd('\n');
    }
}

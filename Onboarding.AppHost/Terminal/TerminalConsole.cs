using Spectre.Console;

namespace Onboarding.AppHost.Terminal;

/// <summary>Draws on a terminal in its width and colors; in a file or a pipe without colors or breaks.</summary>
internal static class TerminalConsole
{
    /// <summary>Wider than anything that is drawn.</summary>
    private const int FileWidth = 10_000;

    public static IAnsiConsole Out => Create(Console.Out, Console.IsOutputRedirected);

    public static IAnsiConsole Create(TextWriter to, bool isRedirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = isRedirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Out = new AnsiConsoleOutput(to),
        });
        if (isRedirected)
        {
            console.Profile.Width = FileWidth;
        }

        return console;
    }
}

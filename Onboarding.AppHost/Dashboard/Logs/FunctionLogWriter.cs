using System.Text;

namespace Onboarding.AppHost.Dashboard.Logs;

/// <summary>
/// Takes the lines of a function in this process: they go on to where they went before, and into its console.
/// </summary>
internal sealed class FunctionLogWriter(TextWriter next, ConsoleLog console) : TextWriter
{
    public override Encoding Encoding => next.Encoding;

    /// <summary>Loggers write whole lines; only these have a place in a console.</summary>
    public override void WriteLine(string? value)
    {
        // Shared by all functions of the process.
        lock (next)
        {
            next.WriteLine(value);
        }

        if (!string.IsNullOrEmpty(value))
        {
            FunctionLine.AddTo(console, value);
        }
    }

    public override void Write(char value)
    {
        lock (next)
        {
            next.Write(value);
        }
    }
}

using System.Diagnostics;

namespace Onboarding.Functions.Hosting;

/// <summary>
/// Ends this process with the host that started it. A host that is killed cannot kill its children, and a function in
/// the middle of its work does not notice that its caller is gone. So the host holds the other end of our standard
/// input and says so in a variable; the system closes it, however the host ends.
/// </summary>
public static class Lifeline
{
    /// <summary>Set by a host that holds standard input open. Without it, standard input is not read.</summary>
    public const string Variable = "ONBOARDING_LIFELINE";

    public static void Watch(IReadOnlyDictionary<string, string> environment)
    {
        if (environment.GetValueOrDefault(Variable) != "stdin")
        {
            return;
        }
        // A thread of its own: a function may well keep the whole pool busy.
        new Thread(WaitForEnd) { IsBackground = true, Name = "lifeline" }.Start();
    }

    private static void WaitForEnd()
    {
        using var input = Console.OpenStandardInput();
        Span<byte> ignored = stackalloc byte[16];
        while (input.Read(ignored) > 0)
        {
            // The host writes nothing; bytes from another writer are not its end.
        }

        // Not Exit, which waits for telemetry and finalizers: the collector of the host has ended with it.
        Process.GetCurrentProcess().Kill();
    }
}

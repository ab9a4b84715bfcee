using System.Text;

namespace Onboarding.LocalAws.Template;

/// <summary>
/// The template cannot be run. The message has one line per fault, `file:line:column: what is wrong`, in the order of
/// the file.
/// </summary>
internal sealed class TemplateException : Exception
{
    internal TemplateException(string file, IReadOnlyList<TemplateFault> faults)
        : base(Describe(file, faults)) => Faults = faults;

    internal IReadOnlyList<TemplateFault> Faults { get; }

    private static string Describe(string file, IReadOnlyList<TemplateFault> faults)
    {
        var text = new StringBuilder();
        foreach (var fault in faults.OrderBy(f => f.Position.Line).ThenBy(f => f.Position.Column))
        {
            if (text.Length > 0)
            {
                text.Append('\n');
            }

            text.Append(file).Append(':').Append(fault.Position).Append(": ").Append(fault.Message);
        }

        return text.ToString();
    }
}

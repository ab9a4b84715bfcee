namespace Onboarding.LocalAws.Template;

/// <summary>Collects everything that is wrong with one template, so that the author sees all of it at once.</summary>
internal sealed class TemplateFaults(string file)
{
    // A hostile or garbled file can hold one fault per node; more than this help no author.
    private const int CountMax = 100;

    private readonly List<TemplateFault> _faults = [];

    public bool Any => _faults.Count > 0;

    public void Add(SourcePosition position, string message)
    {
        var fault = new TemplateFault(position, message);
        if (_faults.Count < CountMax && !_faults.Contains(fault))
        {
            _faults.Add(fault);
        }
    }

    /// <summary>Reports the fault and returns the node that keeps later checks silent about this place.</summary>
    public TemplateNode Faulted(SourcePosition position, string message)
    {
        Add(position, message);
        return new TemplateFaulted(position);
    }

    public void ThrowIfAny()
    {
        if (Any)
        {
            throw new TemplateException(file, _faults);
        }
    }
}

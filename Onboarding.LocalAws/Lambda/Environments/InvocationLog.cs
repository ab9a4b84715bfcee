using System.Text;

namespace Onboarding.LocalAws.Lambda.Environments;

/// <summary>The last 4 KB that a function wrote during one invocation. Safe for concurrent use.</summary>
internal sealed class InvocationLog
{
    private const int SizeCharactersMax = 4096;

    private readonly StringBuilder _text = new();
    private readonly Lock _lock = new();

    public string Tail
    {
        get
        {
            lock (_lock)
            {
                return _text.ToString();
            }
        }
    }

    public void Add(string line)
    {
        lock (_lock)
        {
            _text.Append(line).Append('\n');
            if (_text.Length > SizeCharactersMax)
            {
                _text.Remove(0, _text.Length - SizeCharactersMax);
            }
        }
    }
}

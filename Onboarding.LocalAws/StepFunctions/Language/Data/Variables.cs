using System.Text.Json;

namespace Onboarding.LocalAws.StepFunctions.Language.Data;

/// <summary>
/// The variables that one machine sees (https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html):
/// its own and, read only, those of the machine around it. Immutable.
/// </summary>
internal sealed class Variables
{
    private readonly Variables? _outer;

    private Variables(Variables? outer, IReadOnlyDictionary<string, JsonElement> own)
    {
        _outer = outer;
        Own = own;
    }

    public static Variables None { get; } = new(null, new Dictionary<string, JsonElement>());

    /// <summary>Those that this machine assigned, without the outer ones: what an execution keeps of it.</summary>
    public IReadOnlyDictionary<string, JsonElement> Own { get; }

    /// <returns>The scope of a branch or an iteration: it reads what is here and assigns elsewhere.</returns>
    public Variables Inner() => new(this, None.Own);

    /// <returns>The same scope with these variables of its own instead, as an execution kept them.</returns>
    public Variables Restored(IReadOnlyDictionary<string, JsonElement> own) => new(_outer, own);

    /// <returns>The same scope in which <paramref name="assigned"/> replace or join its own.</returns>
    public Variables With(IReadOnlyDictionary<string, JsonElement> assigned)
    {
        if (assigned.Count == 0)
        {
            return this;
        }

        var own = new Dictionary<string, JsonElement>(Own);
        foreach (var (name, value) in assigned)
        {
            own[name] = value;
        }

        return new Variables(_outer, own);
    }

    public bool TryGet(string name, out JsonElement value) =>
        Own.TryGetValue(name, out value) || (_outer is not null && _outer.TryGet(name, out value));
}

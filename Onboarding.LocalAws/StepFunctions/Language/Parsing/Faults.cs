namespace Onboarding.LocalAws.StepFunctions.Language.Parsing;

/// <summary>Collects what is wrong with a definition.</summary>
internal sealed class Faults
{
    private readonly List<DefinitionFault> _all = [];

    public IReadOnlyList<DefinitionFault> All => _all;

    public bool HasErrors { get; private set; }

    public void Schema(string message, string? location) => Error(FaultCode.Schema, message, location);

    public void Error(string code, string message, string? location) =>
        Add(new DefinitionFault(FaultSeverity.Error, code, message, location));

    /// <param name="what">AWS's word for what is missing here.</param>
    public void Unsupported(string what, string location) => Add(new DefinitionFault(
        FaultSeverity.Error,
        FaultCode.Schema,
        $"not supported by Onboarding.LocalAws: {what}",
        location,
        IsUnsupported: true));

    public void Warning(string code, string message, string location) =>
        _all.Add(new DefinitionFault(FaultSeverity.Warning, code, message, location));

    private void Add(DefinitionFault fault)
    {
        HasErrors = true;
        _all.Add(fault);
    }
}

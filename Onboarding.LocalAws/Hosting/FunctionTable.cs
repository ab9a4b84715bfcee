using System.Collections.Concurrent;
using System.Diagnostics;
using Onboarding.LocalAws.Hosting.Runtime;
using Onboarding.LocalAws.Lambda.Model;

namespace Onboarding.LocalAws.Hosting;

/// <summary>What runs the functions of a template that <see cref="FunctionTable"/> has no entry for.</summary>
public enum OtherFunctions
{
    /// <summary>The start fails and names them: a function without code would let a test wait for nothing.</summary>
    Refuse,

    /// <summary>
    /// A process per environment of what the template's <c>CodeUri</c> holds: <c>bootstrap</c>, or the assembly that
    /// <c>Handler</c> names, published there or built below <c>bin</c>. The start fails where there is none.
    /// </summary>
    BuildOutput,

    /// <summary>Their runtimes are started by hand, as with <see cref="FunctionTable.AddExternal"/>.</summary>
    External,
}

/// <summary>
/// The code of a template's functions, by logical id (the name that the template gives the resource). An id that the
/// template does not have fails the start.
/// </summary>
public sealed class FunctionTable
{
    private readonly Dictionary<string, FunctionCode> _byLogicalId = new(StringComparer.Ordinal);

    /// <summary>By physical name; read for every invocation.</summary>
    private readonly ConcurrentDictionary<string, FunctionCode> _byName = new(StringComparer.Ordinal);

    /// <summary>What runs the functions that have no entry.</summary>
    public OtherFunctions Others { get; set; } = OtherFunctions.Refuse;

    /// <summary>Where a <c>CodeUri</c> begins: the template's folder.</summary>
    internal string Folder { get; set; } = "";

    internal IEnumerable<string> LogicalIds => _byLogicalId.Keys;

    /// <summary>A handler in this process: breakpoints, no cold start; it serves many environments at once.</summary>
    /// <param name="logicalId">The template's name of the function.</param>
    /// <exception cref="ArgumentException">The function has code already.</exception>
    public FunctionTable Add(string logicalId, LambdaHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return Add(logicalId, _ => handler);
    }

    /// <summary>A handler in this process that is made once per environment: what AWS calls the init phase.</summary>
    /// <param name="logicalId">The template's name of the function.</param>
    /// <param name="create">Gets the function's variables, which are not those of this process.</param>
    /// <exception cref="ArgumentException">The function has code already.</exception>
    public FunctionTable Add(string logicalId, Func<IReadOnlyDictionary<string, string>, LambdaHandler> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        return Add(logicalId, new FunctionCode.InProcess(create));
    }

    /// <summary>A process per environment, in any language: killed when its time or memory is over.</summary>
    /// <param name="logicalId">The template's name of the function.</param>
    /// <param name="path">An executable, or a .dll that <c>dotnet</c> runs; it polls the Runtime API.</param>
    /// <exception cref="ArgumentException">The function has code already, or there is no such file.</exception>
    public FunctionTable AddProcess(string logicalId, string path) =>
        File.Exists(path)
            ? Add(logicalId, new FunctionCode.Executable(new FileInfo(path)))
            : throw new ArgumentException($"there is no file '{Path.GetFullPath(path)}'", nameof(path));

    /// <summary>
    /// Started by hand, for example in an IDE, with <c>AWS_LAMBDA_RUNTIME_API={edge}/{function}</c>, where edge is the
    /// host and port of <see cref="LocalAwsHost.EdgeUrl"/> and function the physical name. Until then events wait.
    /// </summary>
    /// <param name="logicalId">The template's name of the function.</param>
    /// <exception cref="ArgumentException">The function has code already.</exception>
    public FunctionTable AddExternal(string logicalId) => Add(logicalId, new FunctionCode.External());

    /// <summary>Decides what runs a function from now on; looks for files, so no lock may be held.</summary>
    /// <returns>Why nothing can; else null.</returns>
    internal FunctionFault? Prepare(FunctionDefinition function)
    {
        var code = Decide(function, out var fault);
        if (code is not null)
        {
            _byName[function.Name] = code;
        }

        return fault;
    }

    /// <summary>What was decided; null for a function that was not prepared.</summary>
    internal FunctionCode? Find(FunctionDefinition function) => _byName.GetValueOrDefault(function.Name);

    private FunctionCode? Decide(FunctionDefinition function, out FunctionFault? fault)
    {
        fault = null;
        if (function.LogicalId is { } id && _byLogicalId.TryGetValue(id, out var code))
        {
            return code;
        }

        if (Others == OtherFunctions.External)
        {
            return new FunctionCode.External();
        }

        fault = ClassLibraryHandler.Find(function);
        if (fault is not null)
        {
            return null;
        }

        switch (Others)
        {
            case OtherFunctions.BuildOutput:
                return BuildOutput.Find(function, Folder, out fault) is { } file
                    ? new FunctionCode.Executable(file)
                    : null;
            case OtherFunctions.Refuse:
                fault = new FunctionFault(
                    $"it has no code: Functions.Add(\"{function.LogicalId}\", …), or AddProcess or AddExternal");
                return null;
            default:
                throw new UnreachableException();
        }
    }

    private FunctionTable Add(string logicalId, FunctionCode code) =>
        _byLogicalId.TryAdd(logicalId, code)
            ? this
            : throw new ArgumentException($"the function '{logicalId}' has code already", nameof(logicalId));
}

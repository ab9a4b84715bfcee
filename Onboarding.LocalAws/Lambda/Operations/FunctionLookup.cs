using Onboarding.LocalAws.Lambda.Model;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Lambda.Operations;

/// <summary>Finds the function that a request names, by path and by the <c>Qualifier</c> parameter.</summary>
internal static class FunctionLookup
{
    /// <exception cref="AwsException">There is no such function, version or alias.</exception>
    public static FunctionDefinition Require(LambdaFunctions functions, RestJsonCall call) =>
        Require(functions, call, NameIn(call));

    /// <inheritdoc cref="Require(LambdaFunctions, RestJsonCall)"/>
    public static FunctionDefinition Require(LambdaFunctions functions, RestJsonCall call, FunctionName name)
    {
        var inQuery = call.Query["Qualifier"].ToString();
        var qualifier = inQuery.Length > 0 ? inQuery : name.Qualifier;
        var arn = functions.ArnOf(name.Name);
        // There are no published versions and no aliases: what the template says is $LATEST.
        return functions.Find(name.Name) is { } pool && qualifier is null or "$LATEST"
            ? pool.Function
            : throw new AwsException(
                LambdaErrors.FunctionNotFound(qualifier is null ? arn : $"{arn}:{qualifier}"));
    }

    public static FunctionName NameIn(RestJsonCall call) => Parse(call.Label("FunctionName"));

    /// <exception cref="AwsException">It is no name of a function.</exception>
    public static FunctionName Parse(string text) =>
        FunctionName.TryParse(text, out var name)
            ? name.Value
            : throw new AwsException(LambdaErrors.InvalidFunctionName(text));
}

using Onboarding.LocalAws.Lambda.Model;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.Lambda.Operations;

/// <summary>Finds the function that a request names, by path and by the <c>Qualifier</c> parameter.</summary>
internal static class FunctionLookup
{
    /// <exception cref="AwsException">There is no such function, version or alias.</exception>
    public static FunctionDefinition Require(LambdaFunctions functions, FunctionName name, AwsRequest request)
    {
        var inQuery = request.Http.Request.Query["Qualifier"].ToString();
        var qualifier = inQuery.Length > 0 ? inQuery : name.Qualifier;
        var arn = functions.ArnOf(name.Name);
        // There are no published versions and no aliases: what the template says is $LATEST.
        return functions.Find(name.Name) is { } pool && qualifier is null or "$LATEST"
            ? pool.Function
            : throw new AwsException(
                LambdaErrors.FunctionNotFound(qualifier is null ? arn : $"{arn}:{qualifier}"));
    }
}

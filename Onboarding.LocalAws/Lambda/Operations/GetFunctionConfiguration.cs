using Onboarding.LocalAws.Lambda.Model;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.Lambda.Operations;

/// <summary>
/// GetFunctionConfiguration (https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConfiguration.html).
/// </summary>
internal static class GetFunctionConfiguration
{
    public static ValueTask HandleAsync(AwsRequest request, LambdaFunctions functions, FunctionName name)
    {
        var function = FunctionLookup.Require(functions, name, request);
        return JsonAnswer.SendAsync(request, 200, json => FunctionConfiguration.Write(json, functions, function));
    }
}

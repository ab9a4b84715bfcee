using Onboarding.LocalAws.Lambda.Model;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.Lambda.Operations;

/// <summary>GetFunction (https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html), without its code.</summary>
internal static class GetFunction
{
    public static ValueTask HandleAsync(AwsRequest request, LambdaFunctions functions, FunctionName name)
    {
        var function = FunctionLookup.Require(functions, name, request);
        return JsonAnswer.SendAsync(request, 200, json =>
        {
            json.WriteStartObject();
            json.WritePropertyName("Configuration");
            FunctionConfiguration.Write(json, functions, function);
            if (function.ReservedConcurrency is { } reserved)
            {
                json.WriteStartObject("Concurrency");
                json.WriteNumber("ReservedConcurrentExecutions", reserved);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        });
    }
}

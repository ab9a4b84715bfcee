using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Lambda.Operations;

/// <summary>GetFunction (https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html), without its code.</summary>
internal sealed class GetFunction(LambdaFunctions functions) : IRestJsonOperation
{
    public string Name => "GetFunction";

    public RestJsonRoute Route { get; } = new("GET /2015-03-31/functions/{FunctionName}");

    public IReadOnlyList<Permission> Permissions { get; } = [new("lambda:GetFunction", LambdaResources.Function)];

    public OperationMembers Members { get; } = new("FunctionName", "Qualifier");

    public ValueTask ExecuteAsync(RestJsonCall call, CancellationToken stop)
    {
        var function = FunctionLookup.Require(functions, call);
        var response = call.Response;
        response.WriteStartObject("Configuration");
        FunctionConfiguration.WriteMembers(response, functions, function);
        response.WriteEndObject();
        if (function.ReservedConcurrency is { } reserved)
        {
            response.WriteStartObject("Concurrency");
            response.WriteNumber("ReservedConcurrentExecutions", reserved);
            response.WriteEndObject();
        }

        return ValueTask.CompletedTask;
    }
}

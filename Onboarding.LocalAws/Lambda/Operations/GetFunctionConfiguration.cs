using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Lambda.Operations;

/// <summary>
/// GetFunctionConfiguration (https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConfiguration.html).
/// </summary>
internal sealed class GetFunctionConfiguration(LambdaFunctions functions) : IRestJsonOperation
{
    public string Name => "GetFunctionConfiguration";

    public RestJsonRoute Route { get; } = new("GET /2015-03-31/functions/{FunctionName}/configuration");

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("lambda:GetFunctionConfiguration", LambdaResources.Function)];

    public OperationMembers Members { get; } = new("FunctionName", "Qualifier");

    public ValueTask ExecuteAsync(RestJsonCall call, CancellationToken stop)
    {
        FunctionConfiguration.WriteMembers(call.Response, functions, FunctionLookup.Require(functions, call));
        return ValueTask.CompletedTask;
    }
}

using System.Diagnostics;
using Onboarding.LocalAws.StepFunctions.Store;
using Onboarding.LocalAws.Wire.Operations;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.StepFunctions.Operations;

/// <summary>
/// StartExecution: idempotent by name and input while a Standard execution runs; its name is free again after 90 days
/// (https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html).
/// </summary>
internal sealed class StartExecution(StepFunctionsContext context) : IAwsOperation<JsonCall>
{
    public string Name => "StartExecution";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("states:StartExecution", StepFunctionsResources.Machine)];

    public OperationMembers Members { get; } = new("stateMachineArn", "name", "input", "traceHeader");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var name = NameIn(call.Input);
        var traceHeader = TraceHeaderOf(call);
        var arn = Arns.Machine(call.Input);
        var input = Texts.Input(call.Input);
        var machine = context.Machines.Find(arn) ?? throw StepFunctionsErrors.NoMachine(arn);
        var execution = context.Engine.Start(machine, name, input, traceHeader) switch
        {
            StartOutcome.Started started => started.Execution,
            StartOutcome.Running running => running.Execution,
            StartOutcome.NameUsed =>
                throw StepFunctionsErrors.ExecutionExists(context.Parent.ExecutionArn(machine.Name, name!)),
            StartOutcome.TooMany => throw StepFunctionsErrors.TooManyExecutions(),
            _ => throw new UnreachableException(),
        };
        call.Response.WriteString("executionArn", execution.Arn);
        call.Response.WriteTime("startDate", execution.StartedAt);
        return ValueTask.CompletedTask;
    }

    /// <summary>Null where it is absent.</summary>
    public static string? NameIn(RequestMembers input)
    {
        var name = input.Text("name");
        if (name is not null)
        {
            Texts.CheckName(name);
        }

        return name;
    }

    /// <summary>
    /// "If both sources are provided, Step Functions will use the header value", says the API's page.
    /// </summary>
    public static string? TraceHeaderOf(JsonCall call)
    {
        var member = Texts.TraceHeader(call.Input);
        var header = call.Request.Http.Request.Headers["X-Amzn-Trace-Id"].ToString();
        return header.Length > 0 ? header : member;
    }
}

using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.Lambda.Environments;
using Onboarding.LocalAws.Lambda.Model;
using Onboarding.LocalAws.Wire.Edge;

namespace Onboarding.LocalAws.Lambda.RuntimeApi;

/// <summary>One call of a runtime.</summary>
/// <param name="Environment">Null for a runtime that this host did not start.</param>
/// <param name="Budget">Where room for a body comes from.</param>
internal readonly record struct RuntimeCall(
    HttpContext Http, EnvironmentPool Pool, ExecutionEnvironment? Environment, BodyBudget Budget)
{
    /// <summary>Room for the body of this call: who waits for a function waits for what it answers.</summary>
    public ValueTask<BodyRoom?> TakeRoomAsync() => Budget.TakeAsync(
        RequestBody.RoomFor(Http.Request, FunctionErrors.ResponseSizeBytesMax),
        BodySender.Function,
        Http.RequestAborted);
}

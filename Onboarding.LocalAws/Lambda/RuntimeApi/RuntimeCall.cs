using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.Lambda.Environments;

namespace Onboarding.LocalAws.Lambda.RuntimeApi;

/// <summary>One call of a runtime.</summary>
/// <param name="Environment">Null for a runtime that this host did not start.</param>
internal readonly record struct RuntimeCall(
    HttpContext Http, EnvironmentPool Pool, ExecutionEnvironment? Environment);

using Onboarding.LocalAws.StepFunctions.Engine;
using Onboarding.LocalAws.StepFunctions.Store;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.StepFunctions.Operations;

/// <summary><c>taskToken</c>, and what is said of it.</summary>
internal static class TokenMember
{
    private const int LengthMax = 2048;

    public static string Read(RequestMembers input)
    {
        var token = input.RequiredText("taskToken");
        Texts.CheckLength(token, "taskToken", 1, LengthMax);
        return TaskTokens.IsToken(token) ? token : throw StepFunctionsErrors.InvalidToken();
    }

    /// <summary>Kept before the task goes on, so that what the caller was told holds after a kill.</summary>
    public static void Reply(StepFunctionsContext context, string token, TaskReply reply)
    {
        if (!context.Executions.Reply(token, reply))
        {
            throw StepFunctionsErrors.TaskTimedOut();
        }

        context.Parent.Tokens.Reply(token);
    }
}

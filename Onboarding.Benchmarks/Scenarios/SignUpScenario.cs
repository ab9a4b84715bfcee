using Onboarding.AppHost.Graph;
using Onboarding.Benchmarks.Hosts;
using Onboarding.Benchmarks.Report;

namespace Onboarding.Benchmarks.Scenarios;

internal sealed class SignUpScenario : Scenario
{
    private const int WarmUps = 50;
    private const int OneAtATime = 300;

    public override string Name => "sign-up";

    public override string Summary => "a sign-up at the user pool until its workflow has said created";

    public override async Task<IReadOnlyList<Measurement>> RunAsync(CancellationToken stop)
    {
        await using var app = await StackHost.StartAsync(FunctionHostingMode.InProcess, stop);
        using var client = await SignUpClient.StartAsync(app.Describe(), stop);
        for (var i = 0; i < WarmUps; i++)
        {
            await client.SignUpAsync(stop);
        }

        var (signUps, confirmations) = (new Samples(), new Samples());
        var (workflows, created) = (new Samples(), new Samples());
        for (var i = 0; i < OneAtATime; i++)
        {
            var user = await client.SignUpAsync(stop);
            signUps.AddMilliseconds(user.SignUp);
            confirmations.AddMilliseconds(user.Confirmation);
            workflows.AddMilliseconds(user.Workflow);
            created.AddMilliseconds(user.Whole);
        }

        return
        [
            signUps.Describe("sign-up: SignUp", "ms", "the call, most of it the password's key; one at a time"),
            confirmations.Describe(
                "sign-up: confirmation", "ms", "AdminConfirmSignUp with the PostConfirmation trigger"),
            workflows.Describe(
                "sign-up: workflow",
                "ms",
                "AdminConfirmSignUp sent → rule → SignUpWorkflow → the created event is in a queue"),
            created.Describe("sign-up: created", "ms", "SignUp sent → the created event is in a queue"),
        ];
    }
}

using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Onboarding.Benchmarks.Hosts;

/// <summary>Runs one state machine over and over, each time with <c>{"n":0}</c>.</summary>
internal sealed class ExecutionClient
{
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromMinutes(2);

    private readonly SignedClient _aws;
    private readonly bool _isExpress;
    private readonly byte[] _start;

    private ExecutionClient(SignedClient aws, string arn, bool isExpress)
    {
        _aws = aws;
        _isExpress = isExpress;
        _start = JsonSerializer.SerializeToUtf8Bytes(new { stateMachineArn = arn, input = """{"n":0}""" });
    }

    public static async Task<ExecutionClient> CreateAsync(
        SignedClient aws, string name, string definition, bool isExpress, CancellationToken stop)
    {
        var machine = JsonSerializer.SerializeToUtf8Bytes(new
        {
            name,
            definition,
            type = isExpress ? "EXPRESS" : "STANDARD",
            roleArn = "arn:aws:iam::123456789012:role/states",
        });
        var created = await aws.StatesAsync("CreateStateMachine", machine, stop);
        return new ExecutionClient(aws, Text(created, "stateMachineArn"), isExpress);
    }

    /// <summary>Until the last of them has succeeded.</summary>
    public async Task RunAsync(int atOnce, int count, CancellationToken stop)
    {
        if (_isExpress)
        {
            await Load.RunAsync(atOnce, count, (_, stop) => RunExpressAsync(stop), stop);
            return;
        }

        var executions = new string[count];
        await Load.RunAsync(
            atOnce,
            count,
            async (number, stop) => executions[number] =
                Text(await _aws.StatesAsync("StartExecution", _start, stop), "executionArn"),
            stop);
        // Not before all are started: most have then ended, and one look is enough.
        await Load.RunAsync(atOnce, count, (number, stop) => EndAsync(executions[number], stop), stop);
    }

    private async Task RunExpressAsync(CancellationToken stop)
    {
        var execution = await _aws.StatesAsync("StartSyncExecution", _start, stop);
        Verify(execution, Text(execution, "status") == "SUCCEEDED");
    }

    private async Task EndAsync(string arn, CancellationToken stop)
    {
        var started = Stopwatch.GetTimestamp();
        var body = JsonSerializer.SerializeToUtf8Bytes(new { executionArn = arn });
        while (true)
        {
            var execution = await _aws.StatesAsync("DescribeExecution", body, stop);
            var status = Text(execution, "status");
            if (status == "SUCCEEDED")
            {
                return;
            }

            Verify(execution, status == "RUNNING" && Stopwatch.GetElapsedTime(started) < GiveUpAfter);
            await Task.Delay(PollEvery, TimeProvider.System, stop);
        }
    }

    private static string Text(byte[] answer, string member)
    {
        using var document = JsonDocument.Parse(answer);
        return document.RootElement.GetProperty(member).GetString()!;
    }

    private static void Verify(byte[] execution, bool isExpected)
    {
        if (!isExpected)
        {
            throw new BenchmarkException($"an execution is {Encoding.UTF8.GetString(execution)}");
        }
    }
}

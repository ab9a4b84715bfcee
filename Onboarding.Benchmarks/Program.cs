using Onboarding.Benchmarks.CommandLine;

return await BenchmarksCommand.InvokeAsync(args, Console.Out, Console.Error);

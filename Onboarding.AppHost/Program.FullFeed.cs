using Onboarding.AppHost.Aspire;
using Onboarding.AppHost.CommandLine;

return await (OwnProgram.IsEmbedded(args)
    ? AppHostCommand.InvokeAsync(args)
    : AspireCommand.RunAsync(args));

using Onboarding.AppHost.CommandLine;

return await AppHostCommand.InvokeAsync(args);

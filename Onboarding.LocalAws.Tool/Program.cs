using Onboarding.LocalAws.Tool.CommandLine;

return await ToolCommand.InvokeAsync(args);

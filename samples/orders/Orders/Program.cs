using Onboarding.LocalAws.Hosting;
using Orders;

// One executable for both functions: the template's Handler says which one it is.
return await LambdaRuntime.RunAsync(Handlers.Create);

using System.Collections;
using System.Runtime.InteropServices;
using Onboarding.Functions;
using Onboarding.Functions.Hosting;
using Onboarding.ServiceDefaults.Telemetry;

// The whole process is one function: environment in, exit code out. Everything else is Bootstrap's.
var environment = new Dictionary<string, string>(StringComparer.Ordinal);
foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
{
    environment[(string)variable.Key] = (string?)variable.Value ?? "";
}

Lifeline.Watch(environment);

using var stopping = new CancellationTokenSource();
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);

var options = new BootstrapOptions { Telemetry = new TelemetryOptions { OwnsProcess = true } };
return await Bootstrap.RunAsync(environment, options, stopping.Token);

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stopping.Cancel();
}

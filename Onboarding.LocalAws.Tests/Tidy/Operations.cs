using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Tests.Tidy;

/// <summary>Every operation of every service of a host.</summary>
internal static class Operations
{
    public static async Task<IReadOnlyList<(string Service, IAwsOperation Operation)>> AllAsync()
    {
        using var services = new HostServices(new LocalAwsOptions(), StateJournal.InMemory());
        return
        [
            .. from service in services.AwsServices
               from operation in service.Operations
               select (service.Name, operation),
        ];
    }
}

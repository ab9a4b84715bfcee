using System.Text.RegularExpressions;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.Tests.Tidy;

/// <summary>What holds for the module of every service.</summary>
public sealed partial class ModuleTests
{
    [Fact]
    public async Task Each_service_is_in_the_list_of_modules_once()
    {
        using var services = new HostServices(new LocalAwsOptions(), StateJournal.InMemory());
        var served = services.AwsServices.Select(s => s.GetType().Name).Order(StringComparer.Ordinal);
        var written = typeof(IAwsService).Assembly.GetTypes()
            .Where(t => t.IsAssignableTo(typeof(IAwsService)) && !t.IsAbstract)
            .Select(t => t.Name).Order(StringComparer.Ordinal);
        Assert.Equal(written, served);
    }

    /// <summary>
    /// The ids are in data folders: a line is added for a new store and never changed. That of a store that is gone
    /// stays.
    /// </summary>
    [Fact]
    public void Each_journaled_store_keeps_its_id()
    {
        string[] expected =
        [
            "1 TableChange", "2 S3Change", "3 SqsChange", "4 MailChange", "5 IdentityChange", "6 CheckpointChange",
            "7 AsyncChange", "8 PoolChange", "9 RunningChange", "10 EventBridgeChange",
            "11 IdentityPoolChange", "12 DeliveryChange", "13 SwitchChange", "14 TopicChange", "15 EmailTemplateChange",
            "16 StateMachineChange", "17 ExecutionChange",
            "18 ArchivedEventChange", "19 ReplayChange", "20 SendingAccountChange",
        ];
        var kept = Repository.CSharp.Where(f => f.Path.StartsWith("Onboarding.LocalAws/", StringComparison.Ordinal))
            .SelectMany(f => Keep().Matches(f.Text))
            .Select(m => $"{m.Groups["id"].Value} {m.Groups["change"].Value}")
            .OrderBy(id => int.Parse(id.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(expected, kept);
    }

    [GeneratedRegex(@"\.Keep\(\s*(?<id>\d+),\s*new (?<change>\w+)Codec\(\)")]
    private static partial Regex Keep();
}

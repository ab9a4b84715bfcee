using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.Tests.Tidy;

/// <summary>COMPAT.md and the code say the same.</summary>
public sealed class CompatTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(Repository.Root, "COMPAT.md"));

    [Fact]
    public async Task Every_operation_of_a_JSON_service_has_a_row()
    {
        await using var services = new HostServices(new LocalAwsOptions(), HostJournal.InMemory());
        Offenders.None(
            from service in services.AwsServices.OfType<AwsJsonService>()
            from operation in service.OperationNames
            where !HasRow(operation)
            select $"{service.Name} {operation}");
    }

    [Fact]
    public void Every_named_test_exists()
    {
        var tests = Repository.CSharp.Select(f => Path.GetFileNameWithoutExtension(f.Path)).ToHashSet();
        Offenders.None(
            from line in Text.Split('\n')
            from word in line.Split([' ', ',', ';', '.', '/', '|'], StringSplitOptions.RemoveEmptyEntries)
            where word.EndsWith("Tests", StringComparison.Ordinal) && !tests.Contains(word)
            select word);
    }

    private static bool HasRow(string operation) => Text.Split('\n').Any(line =>
        line.StartsWith('|') && line.Split(['|', ',', ' ', ';']).Contains(operation));
}

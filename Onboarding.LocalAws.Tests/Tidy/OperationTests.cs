using System.Text.RegularExpressions;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Tests.Tidy;

/// <summary>What holds for every operation of every service.</summary>
public sealed partial class OperationTests
{
    private static readonly Dictionary<(string Service, string Operation), string[]> Model = ReadModel();

    [Fact]
    public async Task Each_names_the_permissions_that_it_needs() =>
        Offenders.None(
            from o in await Operations.AllAsync()
            where o.Operation.Permissions.Count == 0
                || !o.Operation.Permissions.All(p => Action().IsMatch(p.Action) && Resource().IsMatch(p.Resource))
            select $"{o.Service} {o.Operation.Name}");

    [Fact]
    public async Task Each_serves_or_refuses_every_member_that_AWS_knows() =>
        Offenders.None(
            from o in await Operations.AllAsync()
            from fault in Faults(o.Operation.Members, Model.GetValueOrDefault((o.Service, o.Operation.Name)))
            select $"{o.Service} {o.Operation.Name} {fault}");

    private static IEnumerable<string> Faults(OperationMembers members, string[]? known) =>
        known is null
            ? ["is no operation of AWS"]
            : known.Except(members.Served).Except(members.Refused).Select(m => $"drops {m}")
                .Concat(members.Served.Concat(members.Refused).Except(known).Select(m => $"invents {m}"))
                .Concat(members.Served.Intersect(members.Refused).Select(m => $"serves and refuses {m}"));

    private static Dictionary<(string Service, string Operation), string[]> ReadModel()
    {
        var lines = File.ReadLines(
            Path.Combine(Repository.Root, "Onboarding.LocalAws.Tests", "Tidy", "aws-members.txt"));
        return lines.Where(l => !l.StartsWith('#')).Select(l => l.Split(' '))
            .ToDictionary(words => (words[0], words[1]), words => words[2..]);
    }

    [GeneratedRegex("^[a-z0-9-]+:[A-Z][A-Za-z0-9]+$")]
    private static partial Regex Action();

    [GeneratedRegex(@"^(\*|arn:aws:.+|\{\w+\})$")]
    private static partial Regex Resource();
}

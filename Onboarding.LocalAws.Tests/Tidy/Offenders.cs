namespace Onboarding.LocalAws.Tests.Tidy;

internal static class Offenders
{
    /// <summary>Fails with every offender on a line of its own.</summary>
    public static void None(IEnumerable<string?> offenders)
    {
        var all = offenders.ToList();
        Assert.True(all.Count == 0, string.Join('\n', all));
    }
}

namespace Onboarding.AppHost.Users;

/// <summary>How many users a run created and how many it found.</summary>
internal sealed record SeedSummary(int Created, int Existed)
{
    public override string ToString() => $"{Created} created, {Existed} existed";
}

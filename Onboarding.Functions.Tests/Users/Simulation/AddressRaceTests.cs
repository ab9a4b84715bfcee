using Onboarding.Functions.Users;

namespace Onboarding.Functions.Tests.Users.Simulation;

/// <summary>
/// In every order of the writes an address has one user, and a user who has proven it keeps it. A failure names its
/// seed.
/// </summary>
public sealed class AddressRaceTests(IdentityTables tables) : IClassFixture<IdentityTables>
{
    private const int RacesPerCase = 20;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task The_best_claim_holds_the_address_whatever_comes_before_what(int block)
    {
        for (var seed = block * 1_000; seed < (block * 1_000) + RacesPerCase; seed++)
        {
            var race = await AddressRace.RunAsync(tables, seed);
            var faults = await FaultsOfAsync(race);
            Assert.True(faults.Count == 0, $"seed {seed}: {string.Join("; ", faults)}");
        }
    }

    private async Task<List<string>> FaultsOfAsync(AddressRace race)
    {
        List<string> faults = [];
        var claim = AddressClaim.From(await tables.IdentityAsync($"email#{race.Email}"));
        List<(AddressRace.Contender Contender, UserItem? User)> users = [];
        foreach (var contender in race.Contenders)
        {
            users.Add((contender, await tables.UserAsync(contender.User.UserId)));
        }

        var holders = users.Where(u => u.User is { IsAlive: true } user && user.Email == race.Email).ToList();
        Expect(holders.Count <= 1, $"{holders.Count} users have the address");
        Expect(holders.All(u => u.User!.UserId == claim.UserId), "the address is another's than the claim says");
        Expect(users.Any(u => u.User?.UserId == claim.UserId), "the claim's user does not exist");
        var proven = users.Where(u => u.Contender.User.Proof == AddressProof.Verified).ToList();
        Expect(
            proven.Count == 0 || claim.Proof == AddressProof.Verified,
            $"somebody has proven the address, and the claim is {claim.Proof}");
        foreach (var (contender, user) in users)
        {
            CheckOne(contender, user, proven.Count, Expect);
        }

        return faults;

        void Expect(bool holds, string fault)
        {
            if (!holds)
            {
                faults.Add(fault);
            }
        }
    }

    private static void CheckOne(
        AddressRace.Contender contender, UserItem? user, int proven, Action<bool, string> expect)
    {
        var who = $"{contender.User.Proof} {contender.Outcome}";
        expect(contender.Outcome is "Stored" or "Taken" or "EmailTaken", $"{who}: no answer that a door may give");
        var isSignUp = contender.User.Proof == AddressProof.Verified || user?.Reason == FailureReason.EmailTaken;
        expect(
            contender.Outcome == "Stored" || isSignUp ? user is not null : user is null,
            $"{who}: the user {(user is null ? "does not exist" : "exists")}");
        if (user is null)
        {
            return;
        }

        expect(
            contender.MovedTo != UserStatus.Failed || user.Reason == AddressRace.PipelineReason,
            $"{who}: failed by the pipeline, and again as {user.Reason}");
        expect(
            contender.MovedTo != UserStatus.Completed || user.Reason != FailureReason.EmailClaimedByRegistration,
            $"{who}: completed, and ended by a word");
        expect(
            user.Status is not UserStatus.Failed || user.Reason is not null, $"{who}: failed without a reason");
        expect(
            user.Reason != FailureReason.EmailClaimedByVerifiedUser || proven > 0,
            $"{who}: displaced by somebody verified who does not exist");
        if (contender.User.Proof == AddressProof.Verified)
        {
            expect(!user.IsDisplaced, $"{who}: displaced");
            expect(user.Email is not null, $"{who}: without the address");
            expect(
                user.Reason != FailureReason.EmailTaken || proven > 1,
                $"{who}: {user.Reason}, and nobody else has proven it");
        }
        else if (user.IsAlive && user.Email is not null)
        {
            expect(proven == 0, $"{who}: alive with an address that somebody else has proven");
        }

        expect(
            user.Email is not null || user.Status == UserStatus.Completed,
            $"{who}: {user.Status} without an address");
    }
}

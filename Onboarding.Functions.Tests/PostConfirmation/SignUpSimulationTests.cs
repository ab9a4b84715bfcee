using Onboarding.Functions.StatusEvents;
using Onboarding.Functions.Tests.Events;
using Onboarding.Functions.Tests.Hosting;
using Onboarding.Functions.Tests.StatusEvents;
using Onboarding.Functions.Tests.Tenants;

namespace Onboarding.Functions.Tests.PostConfirmation;

/// <summary>
/// PostConfirmation dies at any of its calls, before the call or right behind it, and is sometimes called again; the
/// stream delivers who is stored over a bus that fails: a seed decides. In the end the bus knows exactly those who are
/// stored, each sign-up under one id, and each is worked on once.
/// </summary>
public sealed class SignUpSimulationTests(TenantTables tables) : IClassFixture<TenantTables>
{
    private const int UserCount = 16;

    public static IEnumerable<object[]> Seeds => Enumerable.Range(1, 8).Select(seed => new object[] { seed });

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Whoever_is_stored_has_signed_up_on_the_bus(int seed)
    {
        var random = new Random(seed);
        string[] users = [.. Enumerable.Range(0, UserCount).Select(number => $"seed{seed}-{number}")];
        await SignUpAsync(users, random);
        List<string> stored = [];
        List<string> records = [];
        foreach (var user in users)
        {
            if (await tables.UserAsync(user) is { Count: > 0 } item)
            {
                records.Add(Samples.StoredUserRecord($"{stored.Count}", item));
                stored.Add(user);
            }
        }

        var bus = new FaultyBus(seed, isFaulty: true);
        await using (var follower = await tables.StartAsync("Enrich", bus: bus.Answer))
        {
            await FaultyStream.DeliverAsync(follower, [.. records], random, isFaulty: true);
        }

        Assert.InRange(stored.Count, 1, UserCount - 1);
        var expected = stored.SelectMany(user => (string[])
        [
            StatusChange.IdOf(user, "registered", attempt: 1), SignUpEvents.IdOf("idp", "signup", user),
        ]);
        Assert.True(
            expected.Order().SequenceEqual(bus.Taken.Distinct().Order()),
            $"Seed {seed}: the bus has {string.Join(", ", bus.Taken)}");
        foreach (var user in stored)
        {
            Assert.Equal("processing", (await tables.UserAsync(user))["metadata"].M["status"].S);
        }
    }

    private async Task SignUpAsync(IEnumerable<string> users, Random random)
    {
        using var relay = new DyingRelay(tables.Url, random);
        await using var function = await FunctionUnderTest.StartAsync("PostConfirmation", relay.Answer);
        foreach (var user in users)
        {
            for (var call = 0; call == 0 || (relay.IsDead && random.Next(3) == 0); call++)
            {
                relay.Revive();
                await function.InvokeAsync(Event(user));
            }
        }
    }

    private static string Event(string userId) =>
        $$"""
        {"version":"1","triggerSource":"PostConfirmation_ConfirmSignUp","userPoolId":"us-east-1_ABC123",
         "userName":"{{userId}}","request":{"userAttributes":{"sub":"{{userId}}","email":"{{userId}}@example.com",
         "email_verified":"true","name":"Ada"},"clientMetadata":{} },"response":{} }
        """;

    /// <summary>
    /// What lies between the function and its tables. Once the function is dead, none of its calls reaches them: to
    /// them a process that was killed looks the same.
    /// </summary>
    private sealed class DyingRelay(Uri tables, Random random) : IDisposable
    {
        private static readonly WireResponse Gone = new(400, """{"__type":"ValidationException","message":"gone"}""");

        private readonly HttpClient _http = new();

        public bool IsDead { get; private set; }

        public void Revive() => IsDead = false;

        public WireResponse Answer(WireRequest request)
        {
            if (IsDead)
            {
                return Gone;
            }

            var fate = random.Next(4);
            var response = fate == 0 ? Gone : Forward(request);
            IsDead = fate is 0 or 1;
            return IsDead ? Gone : response;
        }

        public void Dispose() => _http.Dispose();

        private WireResponse Forward(WireRequest request)
        {
            using var onward = new HttpRequestMessage(HttpMethod.Post, tables);
            onward.Content = new StringContent(request.Body);
            onward.Content.Headers.Clear();
            foreach (var (name, value) in request.Headers)
            {
                if (!onward.Headers.TryAddWithoutValidation(name, value))
                {
                    onward.Content.Headers.TryAddWithoutValidation(name, value);
                }
            }

            using var response = _http.Send(onward);
            using var reader = new StreamReader(response.Content.ReadAsStream());
            return new WireResponse((int)response.StatusCode, reader.ReadToEnd());
        }
    }
}

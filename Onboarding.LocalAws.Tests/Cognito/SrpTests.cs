using Onboarding.LocalAws.Cognito.Passwords;
using Onboarding.LocalAws.Kernel;

namespace Onboarding.LocalAws.Tests.Cognito;

/// <summary>The server's half of SRP against a client that was written apart from it.</summary>
public sealed class SrpTests
{
    private const string PoolName = "a1B2c3D4e";
    private const string Timestamp = "Fri Nov 20 12:00:00 UTC 2026";

    [Fact]
    public void A_thousand_random_sign_ins_succeed_and_every_changed_bit_fails()
    {
        var people = Enumerable.Range(0, 20).Select(Person.Create).ToArray();
        Parallel.For(0, 1_000, new ParallelOptions { MaxDegreeOfParallelism = 2 }, seed =>
        {
            var random = new Random(seed);
            var person = people[random.Next(people.Length)];
            var signIn = SignIn.Start(person, SrpClient.Create(random), new SmallNumbers(seed));
            Assert.True(signIn.Accepts(signIn.Signature), $"seed {seed}: {person.Name}");
            var changed = (byte[])signIn.Signature.Clone();
            changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(8));
            Assert.False(signIn.Accepts(changed), $"seed {seed}: one bit of the signature");
        });
    }

    /// <summary>One number in 256 is a byte shorter: a padding to full width would fail these.</summary>
    [Fact]
    public void Numbers_with_leading_zero_bytes_succeed()
    {
        var person = Person.Create(1);
        // Searched for once: these exponents give an A that is a byte shorter than N.
        var shortPublics = Enumerable.Range(3_000, 4_000)
            .Select(a => new SrpClient(a)).Where(c => c.Public.GetByteCount(isUnsigned: true) < 384).Take(5).ToArray();
        Assert.NotEmpty(shortPublics);
        foreach (var client in shortPublics)
        {
            var signIn = SignIn.Start(person, client, RandomSource.Seeded(7));
            Assert.True(signIn.Accepts(signIn.Signature));
        }

        var shortSalt = person with { Salt = [0, 0, .. person.Salt[2..]] };
        shortSalt = shortSalt with
        {
            Verifier = SrpExchange.Verifier(PoolName, person.Name, person.Password, shortSalt.Salt),
        };
        var withShortSalt = SignIn.Start(shortSalt, new SrpClient(12345), RandomSource.Seeded(7));
        Assert.True(withShortSalt.Accepts(withShortSalt.Signature));
    }

    [Fact]
    public void Every_changed_bit_of_what_is_signed_fails()
    {
        var person = Person.Create(2);
        var signIn = SignIn.Start(person, new SrpClient(987654321), RandomSource.Seeded(3));
        for (var bit = 0; bit < 256; bit++)
        {
            var changed = (byte[])signIn.Signature.Clone();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(signIn.Accepts(changed));
        }

        Assert.False(signIn.Exchange.Accepts(signIn.Claim with { Timestamp = Timestamp.Replace("12", "13") }));
        Assert.False(signIn.Exchange.Accepts(signIn.Claim with { UserId = person.Name + "x" }));
        Assert.False(signIn.Exchange.Accepts(signIn.Claim with { PoolName = "a1B2c3D4f" }));
        var block = (byte[])signIn.Claim.SecretBlock.Clone();
        block[0] ^= 1;
        Assert.False(signIn.Exchange.Accepts(signIn.Claim with { SecretBlock = block }));
        Assert.True(signIn.Exchange.Accepts(signIn.Claim));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("xyz")]
    [InlineData("N")]
    [InlineData("2N")]
    public void Refuses_a_public_number_that_would_give_the_key_away(string given)
    {
        var text = given switch
        {
            "N" => SrpGroup.ToHex(SrpGroup.N),
            "2N" => SrpGroup.ToHex(SrpGroup.N * 2),
            _ => given,
        };
        Assert.False(SrpExchange.TryStart(text, [5], RandomSource.System, out _));
    }

    /// <summary>Short exponents: the protocol is the same and a thousand sign-ins take seconds.</summary>
    private sealed class SmallNumbers(int seed) : RandomSource
    {
        private readonly RandomSource _all = Seeded(seed);

        public override void Fill(Span<byte> bytes)
        {
            bytes.Clear();
            _all.Fill(bytes[^5..]);
        }
    }

    private sealed record Person(string Name, string Password, byte[] Salt, byte[] Verifier)
    {
        private const string Alphabet = "abcXYZ019 äßéøñçœ漢字かなжщאב🔐👩‍💻'\"\\:/?&";

        public static Person Create(int seed)
        {
            var random = new Random(seed);
            var salt = new byte[16];
            random.NextBytes(salt);
            var name = Text(random);
            var password = Text(random);
            return new Person(name, password, salt, SrpExchange.Verifier(PoolName, name, password, salt));
        }

        private static string Text(Random random)
        {
            var runes = Alphabet.EnumerateRunes().ToArray();
            return string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => runes[random.Next(runes.Length)]));
        }
    }

    private sealed record SignIn(SrpExchange Exchange, SrpClaim Claim)
    {
        public byte[] Signature => Claim.Signature;

        public static SignIn Start(Person person, SrpClient client, RandomSource random)
        {
            Assert.True(SrpExchange.TryStart(client.PublicHex, person.Verifier, random, out var exchange));
            var block = new byte[32];
            random.Fill(block);
            var challenge = new SrpChallenge(
                SrpGroup.ToHex(SrpGroup.FromBytes(person.Salt)),
                SrpGroup.ToHex(exchange.Public),
                Convert.ToBase64String(block),
                person.Name);
            var signature = client.Sign(PoolName, person.Name, person.Password, challenge, Timestamp);
            return new SignIn(exchange, new SrpClaim(PoolName, person.Name, block, Timestamp, signature));
        }

        public bool Accepts(byte[] signature) => Exchange.Accepts(Claim with { Signature = signature });
    }
}

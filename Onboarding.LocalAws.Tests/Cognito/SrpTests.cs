using Onboarding.LocalAws.Cognito.Passwords;
using Onboarding.LocalAws.Kernel;

namespace Onboarding.LocalAws.Tests.Cognito;

/// <summary>The server's half of SRP against a client that was written apart from it.</summary>
public sealed class SrpTests
{
    private const string PoolName = "a1B2c3D4e";
    private const string Timestamp = "Fri Nov 20 12:00:00 UTC 2026";

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 100)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_random_sign_in_succeeds_and_a_changed_bit_fails(int seed)
    {
        var random = new Random(seed);
        var signIn = SignIn.Start(Person.Create(seed % 10), seed);
        Assert.True(signIn.Accepts(signIn.Signature));
        var changed = (byte[])signIn.Signature.Clone();
        changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(8));
        Assert.False(signIn.Accepts(changed));
    }

    /// <summary>
    /// One number in 512 stays a byte shorter than the others of its kind when it is padded or kept: a padding to full
    /// width would fail these. Such sign-ins were searched for once.
    /// </summary>
    [Theory]
    [InlineData("Salt", 717, 1)]
    [InlineData("V", 89, 1)]
    [InlineData("A", 1, 56)]
    [InlineData("B", 1, 1094)]
    [InlineData("U", 1, 128)]
    [InlineData("S", 1, 252)]
    public void A_sign_in_with_a_shorter_number_succeeds(string number, int person, int seed)
    {
        var signIn = SignIn.Start(Person.Create(person), seed);
        Assert.True(IsShorter(signIn.Numbers, number));
        Assert.True(signIn.Accepts(signIn.Signature));
    }

    private static bool IsShorter(SrpNumbers numbers, string name)
    {
        var (number, sizeBytes) = name switch
        {
            "Salt" => (numbers.Salt, 16),
            "U" => (numbers.U, 32),
            "V" => (numbers.V, 384),
            "A" => (numbers.A, 384),
            "B" => (numbers.B, 384),
            "S" => (numbers.S, 384),
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        };
        return number.GetByteCount(isUnsigned: false) < sizeBytes;
    }

    [Fact]
    public void Every_changed_bit_of_what_is_signed_fails()
    {
        var person = Person.Create(2);
        var signIn = SignIn.Start(person, seed: 3);
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

    /// <summary>Short exponents: the protocol is the same and a sign-in takes less time.</summary>
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

    private sealed record SignIn(SrpExchange Exchange, SrpClaim Claim, SrpNumbers Numbers)
    {
        public byte[] Signature => Claim.Signature;

        public static SignIn Start(Person person, int seed)
        {
            var client = SrpClient.Create(new Random(seed));
            var random = new SmallNumbers(seed);
            Assert.True(SrpExchange.TryStart(client.PublicHex, person.Verifier, random, out var exchange));
            var block = new byte[32];
            random.Fill(block);
            var challenge = new SrpChallenge(
                SrpGroup.ToHex(SrpGroup.FromBytes(person.Salt)),
                SrpGroup.ToHex(exchange.Public),
                Convert.ToBase64String(block),
                person.Name);
            var numbers = client.Agree(PoolName, person.Name, person.Password, challenge);
            var signature = SrpClient.Sign(numbers, PoolName, person.Name, challenge, Timestamp);
            return new SignIn(exchange, new SrpClaim(PoolName, person.Name, block, Timestamp, signature), numbers);
        }

        public bool Accepts(byte[] signature) => Exchange.Accepts(Claim with { Signature = signature });
    }
}

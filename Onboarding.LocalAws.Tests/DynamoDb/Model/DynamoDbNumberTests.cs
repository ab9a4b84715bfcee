using System.Globalization;
using System.Numerics;
using System.Text;
using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.Tests.DynamoDb.Model;

public sealed class DynamoDbNumberTests
{
    // Recorded from DynamoDB Local 3.3.0.
    [Theory]
    [InlineData("1E3", "1000")]
    [InlineData("-0.0", "0")]
    [InlineData("1.50", "1.5")]
    [InlineData("5.", "5")]
    [InlineData(".5", "0.5")]
    [InlineData("+5", "5")]
    [InlineData("0e999999", "0")]
    [InlineData("00120.0300", "120.03")]
    [InlineData("-1.5e-3", "-0.0015")]
    [InlineData("123456789012345678901234567890.12345678", "123456789012345678901234567890.12345678")]
    [InlineData("99999999999999999999999999999999999999", "99999999999999999999999999999999999999")]
    public void Returns_canonical_text(string text, string canonical) =>
        Assert.Equal(canonical, DynamoDbNumber.Parse(text).ToString());

    [Theory]
    [InlineData("", nameof(NumberFault.NotANumber))]
    [InlineData(" 1", nameof(NumberFault.NotANumber))]
    [InlineData("1 ", nameof(NumberFault.NotANumber))]
    [InlineData("abc", nameof(NumberFault.NotANumber))]
    [InlineData(".", nameof(NumberFault.NotANumber))]
    [InlineData("-", nameof(NumberFault.NotANumber))]
    [InlineData("1e", nameof(NumberFault.NotANumber))]
    [InlineData("1.2.3", nameof(NumberFault.NotANumber))]
    [InlineData("0x10", nameof(NumberFault.NotANumber))]
    [InlineData("NaN", nameof(NumberFault.NotANumber))]
    [InlineData("1_0", nameof(NumberFault.NotANumber))]
    [InlineData("1E125", nameof(NumberFault.None))]
    [InlineData("9.9999999999999999999999999999999999999E125", nameof(NumberFault.None))]
    [InlineData("1E126", nameof(NumberFault.Overflow))]
    [InlineData("-1E126", nameof(NumberFault.Overflow))]
    [InlineData("1E-130", nameof(NumberFault.None))]
    [InlineData("1E-131", nameof(NumberFault.Underflow))]
    [InlineData("999999999999999999999999999999999999999", nameof(NumberFault.TooManyDigits))]
    [InlineData("10000000000000000000000000000000000000000000000", nameof(NumberFault.None))]
    [InlineData("111111111111111111111111111111111111111E200", nameof(NumberFault.TooManyDigits))]
    public void Knows_its_limits(string text, string fault) =>
        Assert.Equal(fault, DynamoDbNumber.TryParse(Encoding.UTF8.GetBytes(text), out _).ToString());

    [Theory]
    [InlineData("1E38", "-1", "99999999999999999999999999999999999999")]
    [InlineData("1E38", "0.1", nameof(NumberFault.TooManyDigits))]
    [InlineData("1E37", "0.1", nameof(NumberFault.TooManyDigits))]
    [InlineData("9.9E125", "1E125", nameof(NumberFault.Overflow))]
    [InlineData("1E-130", "-1.1E-130", nameof(NumberFault.Underflow))]
    [InlineData("99999999999999999999999999999999999999", "1", "100000000000000000000000000000000000000")]
    [InlineData("99999999999999999999999999999999999999", "2", nameof(NumberFault.TooManyDigits))]
    [InlineData("1E125", "1", nameof(NumberFault.TooManyDigits))]
    [InlineData("0.1", "0.2", "0.3")]
    [InlineData("5", "-5", "0")]
    public void Adds_exactly_or_not_at_all(string left, string right, string expected)
    {
        var fault = DynamoDbNumber.TryAdd(DynamoDbNumber.Parse(left), DynamoDbNumber.Parse(right), out var sum);
        Assert.Equal(expected, fault == NumberFault.None ? sum.ToString() : fault.ToString());
    }

    [Fact]
    public void Agrees_with_big_integers_on_sums_and_order()
    {
        var random = new Random(20120810);
        for (var i = 0; i < 20_000; i++)
        {
            var (x, bigX) = Next(random);
            var (y, bigY) = Next(random);
            Assert.Equal(bigX.CompareTo(bigY), Math.Sign(x.CompareTo(y)));
            Assert.Equal(bigX == bigY, x.Equals(y));
            var fault = DynamoDbNumber.TrySubtract(x, y, out var difference);
            var expected = bigX - bigY;
            Assert.Equal(SignificantDigits(expected) > 38, fault == NumberFault.TooManyDigits);
            if (fault == NumberFault.None)
            {
                Assert.Equal(expected, Scale(difference));
                Assert.Equal(difference, DynamoDbNumber.Parse(difference.ToString()));
            }
        }
    }

    [Theory]
    [InlineData("0", 1)]
    [InlineData("7", 2)]
    [InlineData("42", 2)]
    [InlineData("420", 3)]
    [InlineData("4200", 2)]
    [InlineData("-42", 3)]
    [InlineData("0.5", 2)]
    [InlineData("99999999999999999999999999999999999999", 20)]
    public void Takes_a_byte_per_two_digits_and_one_more(string text, int sizeBytes) =>
        Assert.Equal(sizeBytes, DynamoDbNumber.Parse(text).SizeBytes);

    /// <summary>A number and its value × 10^30, an integer.</summary>
    private static (DynamoDbNumber Number, BigInteger Scaled) Next(Random random)
    {
        var digits = new StringBuilder(random.Next(2) == 0 ? "-" : "");
        for (var length = random.Next(1, 39); length > 0; length--)
        {
            digits.Append(random.Next(3) == 0 ? 0 : random.Next(10));
        }

        var exponent = random.Next(-30, 31);
        var number = DynamoDbNumber.Parse(string.Create(CultureInfo.InvariantCulture, $"{digits}E{exponent}"));
        return (number, BigInteger.Parse(digits.ToString(), CultureInfo.InvariantCulture) * Power(exponent + 30));
    }

    private static BigInteger Scale(DynamoDbNumber number) =>
        (number.IsNegative ? -1 : 1) * (BigInteger)number.Mantissa * Power(number.Exponent + 30);

    private static BigInteger Power(int exponent) => BigInteger.Pow(10, exponent);

    private static int SignificantDigits(BigInteger value) =>
        BigInteger.Abs(value).ToString(CultureInfo.InvariantCulture).TrimEnd('0').Length;
}

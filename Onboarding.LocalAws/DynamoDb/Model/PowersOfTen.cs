using System.Numerics;

namespace Onboarding.LocalAws.DynamoDb.Model;

/// <summary>10^0 … 10^38: every power of ten that a UInt128 holds.</summary>
internal static class PowersOfTen
{
    private static readonly UInt128[] Powers = Compute();

    public static UInt128 Of(int exponent) => Powers[exponent];

    /// <summary>The number of decimal digits; 1 for zero.</summary>
    public static int DigitCount(UInt128 value)
    {
        // log10(2) is just above 1233 / 4096, so the estimate is right or one too low.
        var bits = 128 - (int)UInt128.LeadingZeroCount(value | UInt128.One);
        var digits = (bits * 1233) >> 12;
        return digits < Powers.Length && value >= Powers[digits] ? digits + 1 : Math.Max(digits, 1);
    }

    /// <summary>Division by ten; the 64-bit path is the usual one and several times faster.</summary>
    public static (UInt128 Quotient, int Remainder) DivideByTen(UInt128 value)
    {
        if (value <= ulong.MaxValue)
        {
            var (quotient, remainder) = Math.DivRem((ulong)value, 10UL);
            return (quotient, (int)remainder);
        }

        var wide = value / 10;
        return (wide, (int)(value - (wide * 10)));
    }

    public static BigInteger OfBig(int exponent) => BigInteger.Pow(10, exponent);

    private static UInt128[] Compute()
    {
        var powers = new UInt128[39];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++)
        {
            powers[i] = powers[i - 1] * 10;
        }

        return powers;
    }
}

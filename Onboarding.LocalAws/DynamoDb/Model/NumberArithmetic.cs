using System.Numerics;

namespace Onboarding.LocalAws.DynamoDb.Model;

/// <summary>Exact sums and comparisons of numbers.</summary>
internal static class NumberArithmetic
{
    public static NumberFault TryAdd(DynamoDbNumber left, DynamoDbNumber right, out DynamoDbNumber sum)
    {
        if (left.IsZero || right.IsZero)
        {
            sum = left.IsZero ? right : left;
            return NumberFault.None;
        }

        var (high, low) = left.Exponent >= right.Exponent ? (left, right) : (right, left);
        var shift = high.Exponent - low.Exponent;
        var shiftedDigits = PowersOfTen.DigitCount(high.Mantissa) + shift;
        if (shiftedDigits > DynamoDbNumber.DigitsMax)
        {
            return TryAddWide(high, low, shift, shiftedDigits, out sum);
        }

        // Both stay below 10^38, so that their sum fits into 128 bits.
        var a = high.Mantissa * PowersOfTen.Of(shift);
        var b = low.Mantissa;
        if (high.IsNegative == low.IsNegative)
        {
            return DynamoDbNumber.TryCreate(high.IsNegative, a + b, low.Exponent, out sum);
        }

        return a >= b
            ? DynamoDbNumber.TryCreate(high.IsNegative, a - b, low.Exponent, out sum)
            : DynamoDbNumber.TryCreate(low.IsNegative, b - a, low.Exponent, out sum);
    }

    public static int Compare(DynamoDbNumber left, DynamoDbNumber right)
    {
        var leftSign = left.IsZero ? 0 : left.IsNegative ? -1 : 1;
        var rightSign = right.IsZero ? 0 : right.IsNegative ? -1 : 1;
        if (leftSign != rightSign || leftSign == 0)
        {
            return leftSign.CompareTo(rightSign);
        }

        var order = left.Magnitude.CompareTo(right.Magnitude);
        if (order == 0)
        {
            // One magnitude: the exponents differ as the digit counts do, and scaling keeps within 38 digits.
            var common = Math.Min(left.Exponent, right.Exponent);
            var a = left.Mantissa * PowersOfTen.Of(left.Exponent - common);
            var b = right.Mantissa * PowersOfTen.Of(right.Exponent - common);
            order = a.CompareTo(b);
        }

        return leftSign * order;
    }

    /// <summary>
    /// The sum of numbers so far apart that the larger one needs more than 38 digits beside the smaller one. The
    /// lower number's last digit stays the sum's last digit, so only 10^38 - x can still come down to 38 digits.
    /// </summary>
    private static NumberFault TryAddWide(
        DynamoDbNumber high, DynamoDbNumber low, int shift, int shiftedDigits, out DynamoDbNumber sum)
    {
        sum = default;
        if (shiftedDigits > DynamoDbNumber.DigitsMax + 1)
        {
            return NumberFault.TooManyDigits;
        }

        var a = Signed(high) * PowersOfTen.OfBig(shift);
        var total = a + Signed(low);
        var magnitude = BigInteger.Abs(total);
        return magnitude >= PowersOfTen.OfBig(DynamoDbNumber.DigitsMax)
            ? NumberFault.TooManyDigits
            : DynamoDbNumber.TryCreate(total.Sign < 0, (UInt128)magnitude, low.Exponent, out sum);
    }

    private static BigInteger Signed(DynamoDbNumber number) =>
        number.IsNegative ? -(BigInteger)number.Mantissa : number.Mantissa;
}

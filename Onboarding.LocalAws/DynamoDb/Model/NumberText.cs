namespace Onboarding.LocalAws.DynamoDb.Model;

/// <summary>
/// Numbers as text. In: what java.math.BigDecimal takes, since AWS's front end is Java: sign, digits with one point
/// anywhere (<c>5.</c> and <c>.5</c> too), exponent; no blanks. Out: plain digits without an exponent, leading or
/// trailing zeros. Recorded from DynamoDB Local: <c>1E3</c> → <c>1000</c>, <c>-0.0</c> → <c>0</c>,
/// <c>1.50</c> → <c>1.5</c>.
/// </summary>
internal static class NumberText
{
    // Keeps the exponent arithmetic far from overflow; any such number is out of range anyway.
    private const int ExponentClamp = 1_000_000;

    public static NumberFault TryParse(ReadOnlySpan<byte> text, out DynamoDbNumber number)
    {
        number = default;
        var position = 0;
        var isNegative = TakeSign(text, ref position);
        var digits = default(Digits);
        if (!TakeDigits(text, ref position, ref digits) || !TakeExponent(text, ref position, out var exponent) ||
            position != text.Length)
        {
            return NumberFault.NotANumber;
        }

        exponent += digits.PendingZeros - digits.FractionLength;
        if (digits.Count == 0)
        {
            return NumberFault.None;
        }

        var fault = DynamoDbNumber.Check(digits.Count, exponent + digits.Count - 1);
        return fault == NumberFault.None
            ? DynamoDbNumber.TryCreate(isNegative, digits.Mantissa, exponent, out number)
            : fault;
    }

    public static int Format(DynamoDbNumber number, Span<byte> text)
    {
        if (number.IsZero)
        {
            text[0] = (byte)'0';
            return 1;
        }

        Span<byte> digits = stackalloc byte[DynamoDbNumber.DigitsMax];
        digits = digits[..WriteDigits(number.Mantissa, digits)];
        var length = 0;
        if (number.IsNegative)
        {
            text[length++] = (byte)'-';
        }

        var integerLength = digits.Length + number.Exponent;
        if (integerLength <= 0)
        {
            "0."u8.CopyTo(text[length..]);
            text.Slice(length + 2, -integerLength).Fill((byte)'0');
            length += 2 - integerLength;
            digits.CopyTo(text[length..]);
            return length + digits.Length;
        }

        if (number.Exponent >= 0)
        {
            digits.CopyTo(text[length..]);
            text.Slice(length + digits.Length, number.Exponent).Fill((byte)'0');
            return length + integerLength;
        }

        digits[..integerLength].CopyTo(text[length..]);
        text[length + integerLength] = (byte)'.';
        digits[integerLength..].CopyTo(text[(length + integerLength + 1)..]);
        return length + digits.Length + 1;
    }

    private static int WriteDigits(UInt128 mantissa, Span<byte> digits)
    {
        var count = PowersOfTen.DigitCount(mantissa);
        for (var i = count - 1; i >= 0; i--)
        {
            (mantissa, var digit) = PowersOfTen.DivideByTen(mantissa);
            digits[i] = (byte)('0' + digit);
        }

        return count;
    }

    private static bool TakeSign(ReadOnlySpan<byte> text, ref int position)
    {
        if (position < text.Length && text[position] is (byte)'-' or (byte)'+')
        {
            return text[position++] == '-';
        }

        return false;
    }

    private static bool TakeDigits(ReadOnlySpan<byte> text, ref int position, ref Digits digits)
    {
        var start = position;
        var points = 0;
        for (; position < text.Length; position++)
        {
            var c = text[position];
            if (c == '.' && points == 0)
            {
                points = 1;
            }
            else if (char.IsAsciiDigit((char)c))
            {
                digits.Append(c - '0', isFraction: points == 1);
            }
            else
            {
                break;
            }
        }

        return position - start > points;
    }

    private static bool TakeExponent(ReadOnlySpan<byte> text, ref int position, out int exponent)
    {
        exponent = 0;
        if (position == text.Length || (text[position] | 0x20) != 'e')
        {
            return true;
        }

        position++;
        var isNegative = TakeSign(text, ref position);
        var start = position;
        for (; position < text.Length && char.IsAsciiDigit((char)text[position]); position++)
        {
            exponent = Math.Min((exponent * 10) + (text[position] - '0'), ExponentClamp);
        }

        exponent = isNegative ? -exponent : exponent;
        return position > start;
    }

    /// <summary>
    /// Gathers digits. Zeros wait until a digit follows them, so that neither leading nor trailing ones count:
    /// 1 followed by fifty zeros has one significant digit.
    /// </summary>
    private struct Digits
    {
        public UInt128 Mantissa;
        public int Count;
        public int PendingZeros;
        public int FractionLength;

        public void Append(int digit, bool isFraction)
        {
            FractionLength += isFraction ? 1 : 0;
            if (digit == 0)
            {
                PendingZeros += Count > 0 ? 1 : 0;
                return;
            }

            var shift = PendingZeros + 1;
            Count = Count == 0 ? 1 : Count + shift;
            if (Count <= DynamoDbNumber.DigitsMax)
            {
                Mantissa = (Mantissa * PowersOfTen.Of(shift)) + (uint)digit;
            }

            PendingZeros = 0;
        }
    }
}

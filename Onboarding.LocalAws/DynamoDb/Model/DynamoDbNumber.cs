using System.Text;

namespace Onboarding.LocalAws.DynamoDb.Model;

/// <summary>
/// An exact decimal of up to 38 significant digits: ±1E-130 … ±9.9…9E+125 and zero.
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html
/// </summary>
/// <remarks>
/// Value = ±mantissa × 10^exponent, with a mantissa below 10^38 that ends in no zero; zero is 0 × 10^0. The form is
/// unique, so equality is field by field. The mantissa is kept as two halves because a UInt128 field would pad the
/// struct from 24 to 32 bytes.
/// </remarks>
internal readonly struct DynamoDbNumber : IEquatable<DynamoDbNumber>, IComparable<DynamoDbNumber>
{
    public const int DigitsMax = 38;

    /// <summary>The longest canonical text: sign, "0.", 129 zeros and 38 digits.</summary>
    public const int TextLengthMax = 1 + 2 + 129 + DigitsMax;

    /// <summary>The largest power of ten of the first digit.</summary>
    public const int MagnitudeMax = 125;

    /// <summary>The smallest power of ten of the first digit.</summary>
    public const int MagnitudeMin = -130;

    private readonly ulong _upper;
    private readonly ulong _lower;
    private readonly short _exponent;
    private readonly bool _isNegative;

    private DynamoDbNumber(bool isNegative, UInt128 mantissa, int exponent)
    {
        _upper = (ulong)(mantissa >> 64);
        _lower = (ulong)mantissa;
        _exponent = (short)exponent;
        _isNegative = isNegative;
    }

    public bool IsNegative => _isNegative;

    public bool IsZero => (_upper | _lower) == 0;

    internal UInt128 Mantissa => new(_upper, _lower);

    internal int Exponent => _exponent;

    /// <summary>The power of ten of the first digit: 2 for 314.</summary>
    internal int Magnitude => PowersOfTen.DigitCount(Mantissa) + _exponent - 1;

    /// <summary>
    /// One byte, one per two significant digits (paired around the decimal point, so that 10.5 takes one more than
    /// 105) and one for a minus sign. AWS documents "approximately … 1 byte per two significant digits … + 1 byte";
    /// pairing and sign are inferred from what tables report.
    /// </summary>
    public int SizeBytes
    {
        get
        {
            if (IsZero)
            {
                return 1;
            }

            var first = Magnitude >> 1;
            var last = _exponent >> 1;
            return 1 + (first - last + 1) + (_isNegative ? 1 : 0);
        }
    }

    public static implicit operator DynamoDbNumber(long value)
    {
        var magnitude = value < 0 ? (UInt128)(-(Int128)value) : (UInt128)value;
        _ = TryCreate(value < 0, magnitude, 0, out var number);
        return number;
    }

    /// <summary>Reads a number as a request spells it: <see cref="NumberText"/> has the grammar.</summary>
    public static NumberFault TryParse(ReadOnlySpan<byte> utf8, out DynamoDbNumber number) =>
        NumberText.TryParse(utf8, out number);

    /// <summary>Reads a number that is known to be one.</summary>
    /// <exception cref="FormatException">The text is no DynamoDB number.</exception>
    public static DynamoDbNumber Parse(string text) =>
        TryParse(Encoding.UTF8.GetBytes(text), out var number) == NumberFault.None
            ? number
            : throw new FormatException($"'{text}' is no DynamoDB number.");

    public static NumberFault TryAdd(DynamoDbNumber left, DynamoDbNumber right, out DynamoDbNumber sum) =>
        NumberArithmetic.TryAdd(left, right, out sum);

    public static NumberFault TrySubtract(DynamoDbNumber left, DynamoDbNumber right, out DynamoDbNumber difference) =>
        NumberArithmetic.TryAdd(left, right.Negate(), out difference);

    public DynamoDbNumber Negate() => IsZero ? this : new DynamoDbNumber(!_isNegative, Mantissa, _exponent);

    public int CompareTo(DynamoDbNumber other) => NumberArithmetic.Compare(this, other);

    public bool Equals(DynamoDbNumber other) =>
        _lower == other._lower && _upper == other._upper &&
        _exponent == other._exponent && _isNegative == other._isNegative;

    public override bool Equals(object? obj) => obj is DynamoDbNumber other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(_lower, _upper, _exponent, _isNegative);

    /// <summary>Writes the canonical text; <see cref="TextLengthMax"/> bytes are always enough.</summary>
    /// <returns>The number of bytes written.</returns>
    public int Format(Span<byte> utf8) => NumberText.Format(this, utf8);

    public override string ToString()
    {
        Span<byte> text = stackalloc byte[TextLengthMax];
        return Encoding.ASCII.GetString(text[..Format(text)]);
    }

    /// <summary>Makes the number of ±mantissa × 10^exponent, in its unique form.</summary>
    internal static NumberFault TryCreate(bool isNegative, UInt128 mantissa, int exponent, out DynamoDbNumber number)
    {
        number = default;
        if (mantissa == 0)
        {
            return NumberFault.None;
        }

        while (true)
        {
            var (quotient, remainder) = PowersOfTen.DivideByTen(mantissa);
            if (remainder != 0)
            {
                break;
            }

            mantissa = quotient;
            exponent++;
        }

        var digits = PowersOfTen.DigitCount(mantissa);
        var fault = Check(digits, exponent + digits - 1);
        if (fault == NumberFault.None)
        {
            number = new DynamoDbNumber(isNegative, mantissa, exponent);
        }

        return fault;
    }

    /// <summary>The limits, in the order in which AWS checks them.</summary>
    internal static NumberFault Check(int digits, int magnitude) => digits > DigitsMax ? NumberFault.TooManyDigits
        : magnitude > MagnitudeMax ? NumberFault.Overflow
        : magnitude < MagnitudeMin ? NumberFault.Underflow
        : NumberFault.None;
}

using System.Text;

namespace Onboarding.Functions.Users.Fields;

/// <summary>
/// The Bootstring encoding of Unicode in a domain's label (RFC 3492), without the prefix: <c>bücher</c> ↔
/// <c>bcher-kva</c>. The class library's <c>IdnMapping</c> leans on ICU, which this executable does not carry; without
/// ICU it takes nearly anything for a valid name.
/// </summary>
internal static class Punycode
{
    // RFC 3492 §5.
    private const int Base = 36;
    private const int ThresholdMin = 1;
    private const int ThresholdMax = 26;
    private const int Skew = 38;
    private const int Damp = 700;
    private const int InitialBias = 72;
    private const int InitialCodePoint = 0x80;

    /// <summary>Null for what no text encodes to. Takes lower case only.</summary>
    public static string? Decode(string encoded)
    {
        // Everything before the last hyphen is copied.
        var basic = Math.Max(encoded.LastIndexOf('-'), 0);
        List<Rune> output = [.. encoded[..basic].EnumerateRunes()];
        var position = basic > 0 ? basic + 1 : 0;
        var (codePoint, index, bias) = (InitialCodePoint, 0, InitialBias);
        while (position < encoded.Length)
        {
            var before = index;
            if (!TryReadNumber(encoded, ref position, ref index, bias))
            {
                return null;
            }

            var count = output.Count + 1;
            bias = Adapt(index - before, count, isFirst: before == 0);
            codePoint += index / count;
            index %= count;
            if (!Rune.IsValid(codePoint))
            {
                return null;
            }

            output.Insert(index++, new Rune(codePoint));
        }

        return string.Concat(output);
    }

    public static string Encode(string text)
    {
        Rune[] input = [.. text.EnumerateRunes()];
        var output = new StringBuilder();
        foreach (var rune in input.Where(rune => rune.IsAscii))
        {
            output.Append(rune);
        }

        var basic = output.Length;
        if (basic > 0)
        {
            output.Append('-');
        }

        var (codePoint, delta, bias, done) = (InitialCodePoint, 0, InitialBias, basic);
        while (done < input.Length)
        {
            var next = input.Where(rune => rune.Value >= codePoint).Min(rune => rune.Value);
            delta += (next - codePoint) * (done + 1);
            codePoint = next;
            foreach (var rune in input)
            {
                if (rune.Value < codePoint)
                {
                    delta++;
                }
                else if (rune.Value == codePoint)
                {
                    AppendNumber(output, delta, bias);
                    bias = Adapt(delta, done + 1, isFirst: done == basic);
                    delta = 0;
                    done++;
                }
            }

            delta++;
            codePoint++;
        }

        return output.ToString();
    }

    // A number has a variable length: the digit below its place's threshold ends it (RFC 3492 §3.3).
    private static bool TryReadNumber(string encoded, ref int position, ref int sum, int bias)
    {
        var weight = 1;
        for (var place = Base; ; place += Base)
        {
            if (position == encoded.Length || DigitOf(encoded[position++]) is not { } digit
                || digit > (int.MaxValue - sum) / weight)
            {
                return false;
            }

            sum += digit * weight;
            var threshold = ThresholdAt(place, bias);
            if (digit < threshold)
            {
                return true;
            }

            if (weight > int.MaxValue / (Base - threshold))
            {
                return false;
            }

            weight *= Base - threshold;
        }
    }

    private static void AppendNumber(StringBuilder output, int number, int bias)
    {
        for (var place = Base; ; place += Base)
        {
            var threshold = ThresholdAt(place, bias);
            if (number < threshold)
            {
                output.Append(CharacterOf(number));
                return;
            }

            var (rest, digit) = Math.DivRem(number - threshold, Base - threshold);
            output.Append(CharacterOf(threshold + digit));
            number = rest;
        }
    }

    private static int ThresholdAt(int place, int bias) => Math.Clamp(place - bias, ThresholdMin, ThresholdMax);

    private static int Adapt(int delta, int count, bool isFirst)
    {
        delta = isFirst ? delta / Damp : delta / 2;
        delta += delta / count;
        var places = 0;
        while (delta > (Base - ThresholdMin) * ThresholdMax / 2)
        {
            delta /= Base - ThresholdMin;
            places += Base;
        }

        return places + ((Base - ThresholdMin + 1) * delta / (delta + Skew));
    }

    private static int? DigitOf(char c) => c switch
    {
        >= 'a' and <= 'z' => c - 'a',
        >= '0' and <= '9' => c - '0' + 26,
        _ => null,
    };

    private static char CharacterOf(int digit) => (char)(digit < 26 ? 'a' + digit : '0' + digit - 26);
}

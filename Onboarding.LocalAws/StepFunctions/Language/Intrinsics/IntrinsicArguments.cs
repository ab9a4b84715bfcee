using System.Text.Json;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.StepFunctions.Language.Json;

namespace Onboarding.LocalAws.StepFunctions.Language.Intrinsics;

/// <summary>A call's evaluated arguments.</summary>
/// <param name="Template">The first one, where it is a text in the call itself.</param>
internal sealed record IntrinsicArguments(
    string Function, JsonElement[] Values, FormatTemplate? Template, RandomSource Random)
{
    public int Count => Values.Length;

    public JsonElement this[int index] => Values[index];

    public JsonElement Array(int index) => OfKind(index, JsonValueKind.Array);

    public JsonElement Object(int index) => OfKind(index, JsonValueKind.Object);

    public string Text(int index) => OfKind(index, JsonValueKind.String).GetString()!;

    public string Text(int index, int lengthMax) => Checked(Text(index), lengthMax);

    /// <returns>Any value as text: AWS hashes a number or an object by its JSON.</returns>
    public string AnyText(int index, int lengthMax) => Checked(JsonValue.PlainTextOf(Values[index]), lengthMax);

    /// <returns>Without its fraction: what AWS does with a size, an index or a bound.</returns>
    public int Truncated(int index) => Int32(Math.Truncate(Number(index)));

    /// <returns>Rounded as Java's <c>Math.round</c> does, a half up: -1.5 is -1.</returns>
    public int Rounded(int index) => Int32(Math.Floor(Number(index) + 0.5));

    public int Int32(double value) => value is >= int.MinValue and <= int.MaxValue ? (int)value : throw Invalid();

    public IntrinsicException Invalid() => new($"Invalid arguments in {Function}");

    private double Number(int index) => OfKind(index, JsonValueKind.Number).GetDouble();

    private JsonElement OfKind(int index, JsonValueKind kind) =>
        Values[index].ValueKind == kind ? Values[index] : throw Invalid();

    private string Checked(string text, int lengthMax) => text.Length <= lengthMax ? text : throw Invalid();
}

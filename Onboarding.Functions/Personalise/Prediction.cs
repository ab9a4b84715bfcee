using System.Text.Json;

namespace Onboarding.Functions.Personalise;

/// <summary>
/// What the model says of a user: the first of <c>{"predictions":[{"segment":"builder","score":0.42}]}</c>.
/// </summary>
internal sealed record Prediction(string Segment, decimal Score)
{
    private const int SegmentLengthMax = 64;

    /// <exception cref="JsonException">The model writes another form: a person must look at it.</exception>
    public static Prediction Read(Stream body)
    {
        using var document = JsonDocument.Parse(body);
        if (document.RootElement is { ValueKind: JsonValueKind.Object } root
            && root.TryGetProperty("predictions", out var predictions)
            && predictions.ValueKind == JsonValueKind.Array && predictions.GetArrayLength() == 1
            && predictions[0] is { ValueKind: JsonValueKind.Object } prediction
            && prediction.TryGetProperty("segment", out var segment) && segment.ValueKind == JsonValueKind.String
            && prediction.TryGetProperty("score", out var score) && score.ValueKind == JsonValueKind.Number
            && score.TryGetDecimal(out var number)
            && IsName(segment.GetString()!))
        {
            return new Prediction(segment.GetString()!, number);
        }

        throw new JsonException("The model's answer is no prediction of a segment and a score.");
    }

    private static bool IsName(string text) =>
        text.Length is > 0 and <= SegmentLengthMax && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}

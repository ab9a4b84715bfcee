namespace Onboarding.LocalAws.StepFunctions.Language.Intrinsics;

/// <summary>All functions, by name.</summary>
internal static class IntrinsicFunctions
{
    public static IReadOnlyDictionary<string, IntrinsicFunction> All { get; } = new IntrinsicFunction[]
    {
        new("States.Array", 0, int.MaxValue, ArrayFunctions.Array),
        new("States.ArrayContains", 2, 2, ArrayFunctions.Contains),
        new("States.ArrayGetItem", 2, 2, ArrayFunctions.GetItem),
        new("States.ArrayLength", 1, 1, ArrayFunctions.Length),
        new("States.ArrayPartition", 2, 2, ArrayFunctions.Partition),
        new("States.ArrayRange", 3, 3, ArrayFunctions.Range),
        new("States.ArrayUnique", 1, 1, ArrayFunctions.Unique),
        new("States.Base64Decode", 1, 1, TextFunctions.Base64Decode),
        new("States.Base64Encode", 1, 1, TextFunctions.Base64Encode),
        new("States.Format", 1, int.MaxValue, TextFunctions.Format),
        new("States.Hash", 2, 2, TextFunctions.Hash),
        new("States.JsonMerge", 3, 3, JsonFunctions.Merge),
        new("States.JsonToString", 1, 1, JsonFunctions.ToText),
        new("States.MathAdd", 2, 2, MathFunctions.Add),
        new("States.MathRandom", 2, 3, MathFunctions.Random),
        new("States.StringSplit", 2, 2, TextFunctions.Split),
        new("States.StringToJson", 1, 1, JsonFunctions.OfText),
        new("States.UUID", 0, 0, TextFunctions.Uuid),
    }.ToDictionary(function => function.Name, StringComparer.Ordinal);
}
